"""A screenshot as a small PNG with 256 colours: the commonest, and those far from them. The browser decodes."""

import base64
import struct
import zlib

import numpy as np
from playwright.sync_api import Page

DECODE = """async (data) => {
  const image = new Image();
  image.src = "data:image/png;base64," + data;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const bytes = pen.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { width: image.width, height: image.height, pixels: btoa(text) };
}"""
COLOURS, COMMONEST = 256, 112


def small(screenshot: bytes, page: Page) -> bytes:
    """The same picture with a palette; `page` is any open page, used to decode it."""
    found = page.evaluate(DECODE, base64.b64encode(screenshot).decode())
    pixels = np.frombuffer(base64.b64decode(found["pixels"]), np.uint8).reshape(-1, 4)[:, :3]
    palette, indices = _quantised(pixels)
    return _encoded(palette, indices.reshape(found["height"], found["width"]))


def _quantised(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The palette, and for each pixel the index of the nearest colour in it."""
    packed = pixels.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    colours, where, counts = np.unique(packed, return_inverse=True, return_counts=True)
    split = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype(np.int32)
    palette = split[_kept(split, counts)]
    nearest = np.concatenate(
        [((part[:, None] - palette) ** 2).sum(axis=2).argmin(axis=1) for part in np.array_split(split, 64)]
    )
    return palette.astype(np.uint8), nearest[where.reshape(-1)].astype(np.uint8)


def _kept(colours: np.ndarray, counts: np.ndarray) -> list[int]:
    """The commonest, then again and again the one that would be missed most: a red word is rare, and matters."""
    kept = list(np.argsort(counts)[-COMMONEST:])
    missed = np.min([((colours - colours[one]) ** 2).sum(axis=1) for one in kept], axis=0)
    weight = counts**0.5
    while len(kept) < min(COLOURS, len(colours)):
        kept.append(int(np.argmax(missed * weight)))
        missed = np.minimum(missed, ((colours - colours[kept[-1]]) ** 2).sum(axis=1))
    return kept


def _encoded(palette: np.ndarray, rows: np.ndarray) -> bytes:
    height, width = rows.shape
    lines = np.hstack([np.zeros((height, 1), np.uint8), rows])
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = zlib.compress(lines.tobytes(), 9)
    chunks = (b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", body), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
