"""What the well does: signals, readings, alarms, production.

Nothing of it is built in this version. The app stands in its place between `wells` and `integrity` so that the
arrows of the house hold from the first day: whatever comes here may import `wells` and `deepguard`, and
`integrity` may import it. Rooms are made when something lives in them.
"""
