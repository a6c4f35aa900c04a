/**
 * Runs in a node as root. Removes the node's own restrictions (routes, rules, disabled IPv6). Tries every port of every address by TCP, one by UDP,
 * every address by ping, and all IPv6 neighbours. $1: addresses, $2: ports. Prints `control`, `reached` and `carrier` lines.
 */
export const PROBE = `
try() { if timeout 3 bash -c "exec 3<>/dev/tcp/$1/$2" 2>/dev/null; then echo "$3 $1 $2"; fi; }
try 127.0.0.1 6443 control
nft delete table ip no-way-out 2>/dev/null
sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.uplink.disable_ipv6=0
own=$(ip -4 -o address show dev uplink | awk '{sub("/.*", "", $4); print $4; exit}')
for address in $1; do
  # Addresses of the neighbour and the host are tried directly on this link, without a router.
  ip route replace "$address/32" dev uplink src "$own"
  echo hello 2>/dev/null >"/dev/udp/$address/\${2##* }"
  for port in $2; do try "$address" "$port" reached & done
  { if ping -c 2 -W 2 "$address" >/dev/null 2>&1; then echo "reached $address ping"; fi; } &
done
wait
sleep 2
mine=$(ip -6 -o address show dev uplink | awk '{sub("/.*", "", $4); print $4}')
ping -6 -c 2 -W 2 ff02::1%uplink 2>/dev/null | sed -n 's/.*bytes from \\([^% ]*\\)%.*/\\1/p' | sort -u | grep -vxF "$mine" | sed 's/^/reached /'
if [ "$(cat /sys/class/net/uplink/carrier)" = 1 ]; then echo carrier; fi
`

export interface Probes {
  /** An address that the probe must find. */
  control: string[]
  reached: string[]
  hadCarrier: boolean
}

export function parseProbes(stdout: string): Probes {
  const lines = stdout.split('\n')
  const after = (word: string): string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
  return { control: after('control'), reached: after('reached'), hadCarrier: lines.includes('carrier') }
}
