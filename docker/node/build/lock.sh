# Sourced. Allows one build at a time, because builds share their work files. The lock ends with the process.
exec {lock}>"$work/lock"
if ! flock --nonblock "$lock"; then
  echo '== another build is running, waits for it'
  flock "$lock"
fi
