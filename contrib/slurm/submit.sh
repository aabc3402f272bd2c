#!/bin/sh
# Usage: submit.sh LIST OUT TASKS [option of mdb triage ...]
# LIST holds a dump a line, as every node sees it; OUT is a folder that every node can write.
set -eu
[ $# -ge 3 ] || { sed -n 2,3p "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
MDB_LIST=$1 MDB_OUT=$2 MDB_SHARDS=$3
shift 3
MDB_OPTIONS=$*
export MDB_LIST MDB_OUT MDB_SHARDS MDB_OPTIONS
mkdir -p "$MDB_OUT/records"
array=$(sbatch --parsable --array="0-$((MDB_SHARDS - 1))" --output="$MDB_OUT/task-%a.log" "$here/triage.sbatch")
merge=$(sbatch --parsable --dependency="afterany:$array" --output="$MDB_OUT/merge.log" "$here/merge.sbatch")
echo "$array $merge"
