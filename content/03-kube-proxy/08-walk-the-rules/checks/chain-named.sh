# node: worker
set -u
chain=$(iptables-save -t nat | sed -n 's/^-A KUBE-SERVICES .*"default\/shop cluster IP".* -j //p' | head -n 1)
written=$(tr -d '[:space:]' 2>/dev/null </root/shop-chain)
[ -n "$chain" ] && [ "$written" = "$chain" ] && exit 0

echo 'expected: the name of the chain to which KUBE-SERVICES sends packets for shop, in /root/shop-chain on the worker'
if [ -z "$chain" ]; then
  echo 'actual: the worker has no rule for a Service shop'
  echo 'why: it needs the Service and at least one ready Pod'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file'
  echo 'why: the command has to run on the worker'
else
  echo "actual: ${written:0:60}"
  case $written in
    KUBE-SEP-*) echo 'why: that is the chain of one Pod; the chain of the Service comes before it' ;;
    KUBE-SVC-*) echo 'why: that is the chain of another Service, or of an earlier shop; read the comment and the address' ;;
    *) echo 'why: the name of the chain is after -j at the end of the rule; write only this name' ;;
  esac
fi
exit 1
