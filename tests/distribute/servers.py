"""A server that nobody runs."""

from briefing.distribute.mailserver import Server

SERVER = Server(host="mail.example.org", port=465)
