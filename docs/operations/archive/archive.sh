#!/bin/sh
# PostgreSQL's log, piece by piece, and from time to time a copy of its whole: what brings back any
# moment.  log FILE NAME | get NAME FILE (PostgreSQL calls both) | base | late
set -eu
umask 077
folder=/var/backups/portal-log
bases=2 # that stay, each with the log since

case $1 in
log) # 0 tells PostgreSQL that this piece is safe: it may forget it
    if [ -e "$folder/$3.gz" ]; then
        gzip -dc "$folder/$3.gz" | cmp -s - "$2"
        exit
    fi
    gzip -c "$2" > "$folder/.$3.part"
    sync "$folder/.$3.part"
    mv "$folder/.$3.part" "$folder/$3.gz"
    sync "$folder"
    ;;
get) # 1: there is no more; above 125 PostgreSQL stops, where it would else go on without the rest
    if [ -e "$folder/$2.gz" ]; then
        gzip -dc "$folder/$2.gz" > "$3" || exit 255
        exit
    fi
    timeline=$(echo "$2" | cut -c 1-8)
    last=$(ls "$folder" | grep -xE "$timeline[0-9A-F]{16}\.gz" | tail -n 1)
    newest=$(printf '%s\n%s\n' "$2.gz" "$last" | LC_ALL=C sort | tail -n 1)
    [ "$newest" = "$2.gz" ] || [ "${#2}" != 24 ] || exit 255
    exit 1
    ;;
base)
    part="$folder/.base.part"
    rm -rf "$part"
    pg_basebackup --pgdata "$part" --format tar --gzip --wal-method fetch --checkpoint fast
    gzip -t "$part/base.tar.gz"
    mv "$part" "$folder/base-$(date -u +%Y%m%d-%H%M%S)"
    ls -d "$folder"/base-* | head -n -$bases | xargs -r rm -r
    oldest=$(ls -d "$folder"/base-* | head -n 1)
    since=$(tar -xzOf "$oldest/base.tar.gz" backup_label | sed -n 's/^START WAL.*file \([0-9A-F]*\))$/\1/p')
    pg_archivecleanup -x .gz "$folder" "$since"
    ;;
late) # fails when a finished piece has waited for ten minutes: the folder is full or not there
    wait="name LIKE '%.ready' AND modification < now() - interval '10 minutes'"
    waiting=$(psql -XAtc "SELECT count(*) FROM pg_ls_archive_statusdir() WHERE $wait" postgres)
    [ "$waiting" = 0 ] || { echo "$waiting pieces of the log are not safe yet"; exit 1; }
    ;;
*) exit 2 ;;
esac
