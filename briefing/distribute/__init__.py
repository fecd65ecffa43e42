"""Distributing: finished files -> editions with their manifests, found again and told apart."""
