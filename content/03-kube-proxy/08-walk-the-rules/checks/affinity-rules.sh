# node: worker
set -u
affinity=$(kubectl get service shop --ignore-not-found -o jsonpath='{.spec.sessionAffinity} {.spec.sessionAffinityConfig.clientIP.timeoutSeconds}') || exit 2
rules=$(iptables-save -t nat)
chain=$(sed -n 's/^-A KUBE-SERVICES .*"default\/shop cluster IP".* -j //p' <<<"$rules")
remembered=0
[ -n "$chain" ] && remembered=$(grep -c -- "^-A $chain .*--rcheck --seconds 600 " <<<"$rules")
[ "$affinity" = 'ClientIP 600' ] && [ "$remembered" -ge 1 ] && exit 0

echo 'expected: shop has sessionAffinity ClientIP with 600 seconds, and so do the rules of the worker'
case $affinity in
  '') echo 'actual: there is no Service shop'
    echo 'why: the task is to change it, not to remove it' ;;
  None*) echo 'actual: its sessionAffinity is None'
    echo 'why: the kernel chooses again for each new connection' ;;
  'ClientIP 600') echo "actual: the Service has it, $remembered rules of the worker do"
    echo 'why: kube-proxy writes the rules within a second or two' ;;
  *) echo "actual: $affinity seconds"
    echo 'why: without a number it is 10800, three hours' ;;
esac
exit 1
