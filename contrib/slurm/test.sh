#!/bin/sh
# Usage: test.sh FOLDER LIST
# Tries submit.sh with a Slurm of its own: munged, slurmctld and slurmd are started by hand on this machine, in FOLDER, and ended again. Needs root.
# LIST holds the dumps. Checks: the records merged from an array of tasks are those of one process; a task that is killed leaves a hole, which a
# second submission fills; a third finds everything there.
set -eu
folder=$1 list=$2
here=$(cd "$(dirname "$0")" && pwd)
host=$(hostname -s)
tasks=8
mkdir -p "$folder/spool" "$folder/state" "$folder/munge"
chmod 700 "$folder/munge"
dd if=/dev/urandom of="$folder/munge/key" bs=1024 count=1 2>/dev/null
chmod 400 "$folder/munge/key"
chown -R munge: "$folder/munge" && chmod 755 "$folder/munge"

cat > "$folder/slurm.conf" <<EOF
ClusterName=mdb
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CryptoType=crypto/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ReturnToService=2
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc)
PartitionName=all Nodes=$host Default=YES State=UP
EOF
export SLURM_CONF="$folder/slurm.conf"

stop() {
    ours=$(cat "$folder"/slurmd.pid "$folder"/slurmctld.pid "$folder"/munge/pid 2>/dev/null || true)
    for pid in $ours; do
        kill "$pid" 2>/dev/null || true
    done
    # What they still write must not come after the folder is removed.
    for _ in $(seq 100); do
        alive=
        for pid in $ours; do
            kill -0 "$pid" 2>/dev/null && alive=yes
        done
        [ -n "$alive" ] || break
        sleep 0.1
    done
}
trap stop EXIT

# The dead user of a package that was never started has no home: munged needs none.
setpriv --reuid=munge --regid=munge --clear-groups \
    munged --force --socket="$folder/munge/socket" --key-file="$folder/munge/key" --pid-file="$folder/munge/pid" \
    --log-file="$folder/munge/log" --seed-file="$folder/munge/seed"
slurmctld
slurmd
for _ in $(seq 100); do
    sinfo -h -o %T 2>/dev/null | grep -q idle && break
    sleep 0.1
done
sinfo -h -o %T | grep -q idle || { echo "no node became idle"; exit 1; }

# Waits for the end of both jobs of a submission.
finish() {
    while squeue -h -j "$1,$2" 2>/dev/null | grep -q .; do
        sleep 0.2
    done
}

mdb triage --from "$list" --out "$folder/one/records" --jobs 1 2> "$folder/one.log"
mdb triage merge "$folder/one/records" > "$folder/one/records.jsonl"

echo "first: a task is killed"
# shellcheck disable=SC2046
set -- $("$here/submit.sh" "$list" "$folder/many" $tasks)
for _ in $(seq 200); do
    steps=$(squeue -h -r -t RUNNING -j "$1" -o %i 2>/dev/null | head -1)
    [ -n "$steps" ] && break
    sleep 0.05
done
scancel --full --signal=KILL "$steps" || true
finish "$1" "$2"
[ "$(wc -l < "$folder/many/records.jsonl")" -lt "$(wc -l < "$folder/one/records.jsonl")" ] && echo "a hole" || echo "the task was through"

echo "second: the hole is filled"
# shellcheck disable=SC2046
set -- $("$here/submit.sh" "$list" "$folder/many" $tasks)
finish "$1" "$2"
cmp "$folder/one/records.jsonl" "$folder/many/records.jsonl"

echo "third: everything is there"
# shellcheck disable=SC2046
set -- $("$here/submit.sh" "$list" "$folder/many" $tasks)
finish "$1" "$2"
cmp "$folder/one/records.jsonl" "$folder/many/records.jsonl"
cat "$folder"/many/task-*.log | grep -c "^mdb triage: 0 recorded" | grep -qx $tasks
echo "all as one process"
