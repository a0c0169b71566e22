"""The devices that a hub registers for families: they wait on the kiosk screen, and their address counts no tries."""
