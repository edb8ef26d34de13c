"""A file over the limit is named beside its field, before anything is sent."""


def test_a_file_over_the_limit_is_refused_beside_its_field(live_server, signed_in, settings, tmp_path):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    page = signed_in("steward")
    page.goto(f"{live_server.url}/imports/")
    large = tmp_path / "casing.csv"
    large.write_bytes(b"x" * (2 * 1024 * 1024))
    field = page.locator("input[type=file]").first
    field.set_input_files(large)
    assert "Up to 1 MB" in field.evaluate("node => node.validationMessage")
