#!/bin/sh
# PostgreSQL's log, piece by piece, and from time to time a copy of its whole: what brings back any
# moment.  log FILE NAME | get NAME FILE (PostgreSQL calls both) | base | late
set -eu
umask 077
export LC_ALL=C
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
get) # 1: there is no more; above 125 PostgreSQL stops, where it would else open without the rest
    ls -d "$folder"/base-* > /dev/null || exit 255 # the folder is not there
    if [ -e "$folder/$2.gz" ]; then
        gzip -dc "$folder/$2.gz" > "$3" || exit 255
        exit
    fi
    [ "${#2}" = 24 ] || exit 1 # no piece: PostgreSQL asks for other files to see whether they are there
    [ ! -e "pg_wal/$2" ] || exit 1 # it was brought from the old disk
    later='substr($0, 1, 24) > name && substr($0, 9, 16) > substr(name, 9, 16) { n++ } END { exit !n }'
    names=$(ls "$folder") || exit 255
    ! echo "$names" | grep -xE '[0-9A-F]{24}\.gz' | awk -v name="$2" "$later" || exit 255
    exit 1
    ;;
base)
    part="$folder/.base.part"
    rm -rf "$part"
    trap 'rm -rf "$part"' EXIT
    trap 'exit 1' INT TERM
    pg_basebackup --pgdata "$part" --format tar --gzip --wal-method none --checkpoint fast
    gzip -t "$part/base.tar.gz"
    mv "$part" "$folder/base-$(date -u +%Y%m%d-%H%M%S)"
    ls -d "$folder"/base-* | head -n -$bases | xargs -r rm -r
    # The log goes that none of them needs: whichever of its lines (the first eight digits) a piece is of
    labels=$(for one in "$folder"/base-*; do tar -xzOf "$one/base.tar.gz" backup_label || exit; done)
    first=$(echo "$labels" | sed -n 's/^START WAL.*file \([0-9A-F]*\))$/\1/p' | sort -k 1.9 | head -n 1)
    pg_archivecleanup -x .gz "$folder" "$first"
    ;;
late) # fails when a finished piece has waited for ten minutes: the folder is full or not there
    waits="name LIKE '%.ready' AND modification < now() - interval '10 minutes'"
    is_on="current_setting('archive_mode') = 'on'"
    late=$(psql -XAtc "SELECT count(*), $is_on FROM pg_ls_archive_statusdir() WHERE $waits" postgres)
    [ "$late" = "0|t" ] || { echo "pieces of the log that are not safe, and whether any is kept: $late"; exit 1; }
    ;;
*) exit 2 ;;
esac
