"""Statements in a graph database: one driver over Bolt, two engines (Neo4j, and an embedded ArcadeDB where none is set)."""

from .connection import Connection
from .store import Graph, open_graph

__all__ = ["Connection", "Graph", "open_graph"]
