#!/bin/sh
# Gör webbserverns egen roll när databasen är ny. Vad den får göra bestämmer grant_to_web_role efter varje migrate.
set -eu
psql --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --set=ON_ERROR_STOP=1 --set=password="$WEB_PASSWORD" <<'SQL'
CREATE ROLE portal_web LOGIN PASSWORD :'password';
SQL
