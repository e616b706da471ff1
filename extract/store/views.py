"""What the tables cannot say in SQLAlchemy's common language: views that read like the questions, and full-text search."""

from __future__ import annotations

from sqlalchemy import Connection

#: View → (what it answers, SELECT). The same SQL runs on SQLite and PostgreSQL.
VIEWS: dict[str, tuple[str, str]] = {
    "section_texts": (
        "Every section with its text.",
        """
        SELECT s.document_id, s.id, s.parent, s.kind, s.label, s.path, s.depth, s.heading,
               COALESCE(s.text_raw, SUBSTR(d.text, s.start_char + 1, s.end_char - s.start_char)) AS text, s.page, s.seq
        FROM sections s JOIN documents d ON d.id = s.document_id
        """,
    ),
    "due_tasks": (
        "Who must do what by when: one row a task, body and deadline. Recurring ones stand once, with their rule.",
        """
        SELECT y.due_on, f.start_on, f.rrule, u.name AS unit, o.name AS official, o.title AS post, y.role, t.text AS task, f.text AS deadline, f.kind,
               f.approximate, doc.label AS document, doc.issuer, s.path, s.heading, f.sentence, t.confidence,
               y.document_id, y.task AS task_id, y.deadline AS deadline_id, y.unit_id
        FROM duties y
        JOIN deadlines f ON f.document_id = y.document_id AND f.id = y.deadline
        JOIN tasks t ON t.document_id = y.document_id AND t.id = y.task
        JOIN documents doc ON doc.id = y.document_id
        LEFT JOIN units u ON u.id = y.unit_id
        LEFT JOIN officials o ON o.document_id = y.document_id AND o.id = y.official
        LEFT JOIN sections s ON s.document_id = t.document_id AND s.id = t.section
        """,
    ),
    "unit_workload": (
        "How much each body has to do, over all plans.",
        """
        SELECT u.id AS unit_id, u.name AS unit, u.level, u.province, u.district, u.commune, a.documents, a.tasks, a.leads, a.supports, a.directs,
               (SELECT COUNT(*) FROM (SELECT DISTINCT document_id, deadline FROM duties WHERE unit_id = u.id) q) AS deadlines,
               (SELECT MIN(due_on) FROM duties WHERE unit_id = u.id) AS first_due,
               (SELECT MAX(due_on) FROM duties WHERE unit_id = u.id) AS last_due
        FROM units u
        JOIN (
            SELECT unit_id, COUNT(DISTINCT document_id) AS documents, COUNT(DISTINCT document_id || ' ' || task) AS tasks,
                   COUNT(DISTINCT CASE WHEN role = 'lead' THEN document_id || ' ' || task END) AS leads,
                   COUNT(DISTINCT CASE WHEN role = 'support' THEN document_id || ' ' || task END) AS supports,
                   COUNT(DISTINCT CASE WHEN role = 'directs' THEN document_id || ' ' || task END) AS directs
            FROM task_actors WHERE unit_id IS NOT NULL GROUP BY unit_id
        ) a ON a.unit_id = u.id
        """,
    ),
    "indicator_targets": (
        "Every target with its value, the plan that sets it and when it is to be reached.",
        """
        SELECT i.name, i.comparator, i.value, i.value_max, i.unit, i.of, i.as_of, i.base, i.kind, i.text, doc.label AS document, doc.issuer,
               doc.issued_on, s.path, s.heading, i.sentence, i.confidence, i.document_id, i.id AS indicator_id, i.name_folded
        FROM indicators i
        JOIN documents doc ON doc.id = i.document_id
        LEFT JOIN sections s ON s.document_id = i.document_id AND s.id = i.section
        """,
    ),
    "citation_links": (
        "Which loaded plan another one cites: the same code, and the same date, or the same issuer where the citation has no date.",
        """
        SELECT c.document_id, c.id AS citation, c.role, c.code, d.id AS cited_id
        FROM citations c JOIN documents d ON d.code_folded = c.code_folded AND d.id <> c.document_id
         AND (c.date = d.issued_on OR ((c.date IS NULL OR d.issued_on IS NULL) AND c.issuer_folded = d.issuer_folded))
        """,
    ),
    "citation_chain": (
        "From a plan down to what it cites, what that cites, and so on: depth 1 is its own citations. Documents not loaded end a chain.",
        """
        WITH RECURSIVE chain (root_id, document_id, citation, depth, trail) AS (
            SELECT c.document_id, c.document_id, c.id, 1, ' ' || c.document_id || ' ' FROM citations c
            UNION ALL
            SELECT chain.root_id, l.cited_id, c.id, chain.depth + 1, chain.trail || l.cited_id || ' '
            FROM chain
            JOIN citation_links l ON l.document_id = chain.document_id AND l.citation = chain.citation
            JOIN citations c ON c.document_id = l.cited_id
            WHERE chain.depth < 10 AND chain.trail NOT LIKE '% ' || l.cited_id || ' %'
        )
        SELECT chain.depth, root.label AS document, citing.label AS citing, c.role, c.doc_type, c.code, c.date, c.issuer, c.title,
               cited.label AS cited, chain.root_id, chain.document_id, chain.citation, l.cited_id
        FROM chain
        JOIN documents root ON root.id = chain.root_id
        JOIN documents citing ON citing.id = chain.document_id
        JOIN citations c ON c.document_id = chain.document_id AND c.id = chain.citation
        LEFT JOIN citation_links l ON l.document_id = chain.document_id AND l.citation = chain.citation
        LEFT JOIN documents cited ON cited.id = l.cited_id
        """,
    ),
}

# FTS5 keeps only its index and reads the text through a view; đ is no d with a mark, so remove_diacritics leaves it alone
_SQLITE = [
    """
    CREATE VIEW passages_plain AS
    SELECT number, REPLACE(REPLACE(text, 'đ', 'd'), 'Đ', 'D') AS text FROM passages
    """,
    """
    CREATE VIRTUAL TABLE passages_fts USING fts5(
        text, content='passages_plain', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER passages_insert AFTER INSERT ON passages BEGIN
        INSERT INTO passages_fts (rowid, text) VALUES (new.number, REPLACE(REPLACE(new.text, 'đ', 'd'), 'Đ', 'D'));
    END
    """,
    """
    CREATE TRIGGER passages_delete AFTER DELETE ON passages BEGIN
        INSERT INTO passages_fts (passages_fts, rowid, text)
        VALUES ('delete', old.number, REPLACE(REPLACE(old.text, 'đ', 'd'), 'Đ', 'D'));
    END
    """,
    "CREATE VIRTUAL TABLE units_fts USING fts5(name_folded, content='units', content_rowid='number')",
    """
    CREATE TRIGGER units_insert AFTER INSERT ON units BEGIN
        INSERT INTO units_fts (rowid, name_folded) VALUES (new.number, new.name_folded);
    END
    """,
    """
    CREATE TRIGGER units_delete AFTER DELETE ON units BEGIN
        INSERT INTO units_fts (units_fts, rowid, name_folded) VALUES ('delete', old.number, old.name_folded);
    END
    """,
]

# `unaccent` is an extension that not every server has and that is not immutable; this function is neither
_POSTGRESQL = [
    r"""
    CREATE FUNCTION kehoach_plain(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
        SELECT regexp_replace(
            regexp_replace(lower(normalize(translate(t, 'đĐ', 'dd'), NFD)), U&'[\0300-\036f]+', '', 'g'), '[^[:alnum:]]+', ' ', 'g')
    $$
    """,
    """
    COMMENT ON FUNCTION kehoach_plain(text) IS 'Lower case without diacritics, đ as d, all but letters and digits as a space: for search'
    """,
    "ALTER TABLE passages ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', kehoach_plain(text))) STORED",
    "COMMENT ON COLUMN passages.search IS 'Words of the line for full-text search: search @@ phraseto_tsquery(''simple'', kehoach_plain(…))'",
    "CREATE INDEX ix_passages_search ON passages USING gin (search)",
    "CREATE INDEX ix_units_search ON units USING gin (to_tsvector('simple', kehoach_plain(name_folded)))",
]


def create(connection: Connection) -> None:
    """Views and full-text search, on a database whose tables exist."""
    sqlite = connection.dialect.name == "sqlite"
    for name, (comment, select) in VIEWS.items():
        _run(connection, f"CREATE VIEW {name} AS {select.strip()}")
        if not sqlite:
            _run(connection, f"COMMENT ON VIEW {name} IS '{comment}'")
    for statement in _SQLITE if sqlite else _POSTGRESQL:
        _run(connection, statement)


def _run(connection: Connection, statement: str) -> None:
    # psycopg reads % as the begin of a parameter
    connection.exec_driver_sql(statement if connection.dialect.name == "sqlite" else statement.replace("%", "%%"))
