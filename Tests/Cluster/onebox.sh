#!/usr/bin/env bash
# A Slurm cluster of three nodes on this machine, for as long as a command runs.
#
#   Tests/Cluster/onebox.sh COMMAND ...      such as: Tests/Cluster/onebox.sh bash
#
# Installs Slurm and munge where they are missing (Debian and its kin: apt, as root or through sudo),
# starts three nodes n1, n2 and n3 that listen to this machine alone, runs the command and stops all
# that it started. Everything lies in one temporary folder, which is removed. Needs no systemd and no
# root but for apt, and keeps out of the way of any other Slurm or munge that runs here.
#
# The exit status is the command's, 77 where Slurm cannot be installed, 1 where it does not start. Other scripts source this
# file for its functions: cluster_start, cluster_stop, cluster_kill_node.
#
#   CLUSTER_CPUS     processors that each node pretends to have (1)

cluster_nodes=(n1 n2 n3)
cluster_folder=
declare -A cluster_pids=()

# Programs of the system administrator are not on everybody's path.
PATH=$PATH:/usr/sbin:/sbin

cluster_say() { echo "cluster: $*" >&2; }

# Slurm is not here and cannot be installed: no fault of whoever wanted to use it.
cluster_refuse() {
  cluster_say "$1"
  return 77
}

# It does not start: what the daemons said last may tell why.
cluster_fail() {
  cluster_say "$1"
  tail -n 5 "$cluster_folder"/log/* >&2 2>/dev/null
  return 1
}

cluster_is_installed() {
  local program
  for program in slurmctld slurmd munged sbatch squeue sinfo scontrol scancel; do
    command -v "$program" >/dev/null || return 1
  done
}

# Slurm and munge from the distribution's packages.
cluster_install() {
  cluster_is_installed && return
  command -v apt-get >/dev/null ||
    { cluster_refuse "please install Slurm and munge (without apt, only you know how)"; return; }
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null ||
      { cluster_refuse "please install them first: sudo apt-get install slurm-wlm munge"; return; }
    sudo=(sudo -n)
  fi
  cluster_say "installing slurm-wlm and munge with apt"
  local log
  log=$(mktemp)
  if "${sudo[@]}" apt-get update -q >"$log" 2>&1 &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -q --no-install-recommends slurm-wlm munge >>"$log" 2>&1 &&
    cluster_is_installed; then
    rm -f "$log"
    return
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
  cluster_refuse "apt could not install slurm-wlm and munge"
}

# The first of so many ports in a row to which nobody on this machine listens.
cluster_free_ports() {
  local first port taken try
  for try in {1..100}; do
    # Where to look is drawn by lot, so that two clusters that start at once do not meet.
    first=$((16000 + 10 * (RANDOM % 1500))) taken=
    for ((port = first; port < first + $1; port++)); do
      if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then taken=yes; fi
    done
    [ -n "$taken" ] || { echo "$first"; return; }
  done
  cluster_say "no free ports after $try tries"
  return 1
}

# Processes and sockets of this cluster alone: nothing is read from /etc, nothing listens to the network,
# and no cgroups are asked for, which a container may not have.
cluster_configure() {
  local ports host user node cgroups
  ports=$(cluster_free_ports $((1 + ${#cluster_nodes[@]}))) ||
    { cluster_fail "found no free ports"; return; }
  host=$(hostname -s)
  getent hosts "$host" >/dev/null ||
    { cluster_fail "this machine does not know its own name: put $host into /etc/hosts"; return; }
  user=$(id -un)
  cat >"$cluster_folder/slurm.conf" <<CONF
ClusterName=onebox
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$ports
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$cluster_folder/munge.sock
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SlurmdParameters=config_overrides
ReturnToService=2
# A dead node is noticed after seconds instead of minutes.
SlurmdTimeout=5
KillWait=5
StateSaveLocation=$cluster_folder/state
SlurmdSpoolDir=$cluster_folder/spool-%n
SlurmctldPidFile=$cluster_folder/slurmctld.pid
SlurmdPidFile=$cluster_folder/slurmd-%n.pid
CONF
  for node in "${cluster_nodes[@]}"; do
    ports=$((ports + 1))
    mkdir -p "$cluster_folder/spool-$node"
    echo "NodeName=$node NodeHostname=$host NodeAddr=127.0.0.1 Port=$ports" \
      "CPUs=${CLUSTER_CPUS:-1} RealMemory=1000 State=UNKNOWN"
  done >>"$cluster_folder/slurm.conf"
  # Releases before 23.11 cannot do without the plugin; of theirs this one touches nothing unasked.
  cgroups=disabled
  [[ $(slurmd -V) > "slurm-wlm 23.11" ]] || cgroups=cgroup/v1
  echo "CgroupPlugin=$cgroups" >"$cluster_folder/cgroup.conf"
  echo "PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP" \
    >>"$cluster_folder/slurm.conf"
}

# Starts a daemon as a process whose id is known. Ctrl-C in the terminal is not meant for it, since jobs
# are to be stopped first; it ends by itself if this script is killed outright.
cluster_daemon() {
  local name=$1
  shift
  setsid setpriv --pdeathsig TERM "$@" </dev/null >>"$cluster_folder/log/$name" 2>&1 &
  cluster_pids[$name]=$!
}

# Waits until a command succeeds, so many seconds at most.
cluster_wait() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

cluster_is_idle() {
  [ "$(sinfo -h -N -o %t 2>/dev/null | grep -c '^idle$')" -eq "${#cluster_nodes[@]}" ]
}

# Starts the cluster; the caller sees to it that cluster_stop is called, whatever happens.
cluster_start() {
  local node began=$SECONDS
  cluster_install || return
  cluster_folder=$(mktemp -d "${TMPDIR:-/tmp}/onebox.XXXXXX")
  mkdir "$cluster_folder/log" "$cluster_folder/state"
  cluster_configure || return
  export SLURM_CONF=$cluster_folder/slurm.conf
  (umask 077 && dd if=/dev/urandom of="$cluster_folder/munge.key" bs=128 count=1 status=none)
  cluster_daemon munged munged --foreground --force --key-file="$cluster_folder/munge.key" \
    --socket="$cluster_folder/munge.sock" --pid-file="$cluster_folder/munged.pid" \
    --seed-file="$cluster_folder/munged.seed"
  cluster_wait 10 test -S "$cluster_folder/munge.sock" ||
    { cluster_fail "munged did not start"; return; }
  cluster_daemon slurmctld slurmctld -D -f "$SLURM_CONF"
  for node in "${cluster_nodes[@]}"; do
    cluster_daemon "$node" slurmd -D -f "$SLURM_CONF" -N "$node"
  done
  cluster_wait 30 cluster_is_idle || { cluster_fail "the nodes did not become idle"; return; }
  cluster_say "${#cluster_nodes[@]} nodes are idle after $((SECONDS - began)) s"
}

# The processes of this cluster's jobs (of one node, where one is named): each task, which carries the
# cluster and its node in its environment, and the steward of Slurm above it, which carries the cluster.
cluster_job_pids() {
  local file pid parent
  for file in /proc/[0-9]*/environ; do
    pid=${file//[!0-9]/}
    grep -qzxF "SLURM_CONF=$SLURM_CONF" "$file" 2>/dev/null || continue
    if grep -qzx "SLURMD_NODENAME=${1:-.*}" "$file" 2>/dev/null; then
      parent=$(awk '$1 == "PPid:" {print $2}' "/proc/$pid/status" 2>/dev/null)
      echo "$pid"
      ! cluster_is_steward "$parent" || echo "$parent"
    elif [ $# -eq 0 ] && cluster_is_steward "$pid"; then
      echo "$pid"
    fi
  done | sort -nu
}

cluster_is_steward() { [ "$(cat "/proc/$1/comm" 2>/dev/null)" = slurmstepd ]; }

# A node loses its power: its daemon, the stewards of its jobs and their tasks are gone at once.
cluster_kill_node() {
  local doomed
  mapfile -t doomed < <(cluster_job_pids "$1")
  kill -KILL "${cluster_pids[$1]}" "${doomed[@]}" 2>/dev/null
  wait "${cluster_pids[$1]}" 2>/dev/null
  unset "cluster_pids[$1]"
}

cluster_has_no_jobs() { [ -z "$(squeue -h 2>/dev/null)" ]; }

# Stops whatever was started, and removes the folder. Does no harm where nothing was.
cluster_stop() {
  [ -n "$cluster_folder" ] || return 0
  local name pid left
  if [ -n "${cluster_pids[slurmctld]:-}" ] && [ -n "$(squeue -h 2>/dev/null)" ]; then
    scancel --user="$(id -un)" 2>/dev/null
    cluster_wait 10 cluster_has_no_jobs
  fi
  # The nodes first and the keys last: each leaves in good order while those that it talks to are there.
  for name in "${cluster_nodes[@]}" slurmctld munged; do
    pid=${cluster_pids[$name]:-}
    [ -n "$pid" ] || continue
    kill -TERM "$pid" 2>/dev/null
    cluster_wait 10 cluster_is_gone "$pid" || kill -KILL "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    unset "cluster_pids[$name]"
  done
  mapfile -t left < <(cluster_job_pids)
  [ ${#left[@]} -eq 0 ] || kill -KILL "${left[@]}" 2>/dev/null
  rm -rf "$cluster_folder"
  cluster_folder=
}

cluster_is_gone() { ! kill -0 "$1" 2>/dev/null; }

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -uo pipefail
  [ $# -gt 0 ] || { sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2; exit 64; }
  trap cluster_stop EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  cluster_start || exit
  "$@"
fi
