# node: control-plane
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/short-name)
address=$(kubectl get service shop -n market --ignore-not-found -o jsonpath='{.spec.clusterIP}') || exit 2
[ -n "$address" ] && [ "$written" = shop.market ] && exit 0

echo 'expected: the shortest name by which a Pod of the namespace default reaches the Service shop of the namespace market'
if [ -z "$address" ]; then
  echo 'actual: there is no Service shop in the namespace market'
  echo 'why: create it first, with the command of the text'
else
  echo "actual: ${written:-there is nothing in /root/short-name}"
  case $written in
    shop) echo 'why: the search list of asker begins with its own namespace, default' ;;
    shop.market.*) echo 'why: that name works, but the search list would add a part of it' ;;
    *) echo 'why: the answer is a name, and begins with that of the Service' ;;
  esac
fi
exit 1
