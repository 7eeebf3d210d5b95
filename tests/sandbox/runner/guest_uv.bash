#!/bin/bash
# `uv` and `uvx` of a guest's jobs. On a hosted runner, uv fetches each Python that it is asked for.
# Here it fetches none: this runner's Python stands in for one that the machine has not.
said() { echo "uv fetches no Python here; this runner has Python $SANDBOX_PYTHON_VERSION"; }
lacks() { ! "$SANDBOX_UV" python find --quiet --no-project --system "$1" > /dev/null 2>&1; }

[ "${0##*/}" = uvx ] && set -- tool run "$@"
if [ "${1-} ${2-}" = "python install" ]; then
  said
  exit 0
fi

ours=$SANDBOX_PYTHON_VERSION
# No Python here is a managed one.
unset UV_MANAGED_PYTHON UV_PYTHON_PREFERENCE
version='^((cpython|python|pypy)[-@]?)?[<>=~!]*[0-9][0-9.,<>=~!*a-z+]*$'
command= previous= arguments=()
while [ $# -gt 0 ]; do
  word=$1
  shift
  case $previous in
    -p | --python) if [[ $word =~ $version ]] && lacks "$word"; then said >&2; word=$ours; fi ;;
    # The values of these options are no commands.
    --with* | -w | --from | --extra | --*group | --package | --*index* | --project | --directory) ;;
    *)
      case $word in
        --managed-python) continue ;;
        --python-preference) shift; continue ;;
        --python-preference=*) continue ;;
        --python=*)
          if [[ ${word#*=} =~ $version ]] && lacks "${word#*=}"; then said >&2; word=--python=$ours; fi
          ;;
        -*) ;;
        *) command="$command $word" ;;
      esac
      ;;
  esac
  arguments+=("$word")
  previous=$word
  case $word in --*=* | --no-*) previous= ;; esac
  # What follows is for the program that uv runs.
  case "$command" in " run "* | " tool run "*) break ;; esac
done
set -- "${arguments[@]}" "$@"

if [ -n "${UV_PYTHON-}" ]; then
  if [[ $UV_PYTHON =~ $version ]] && lacks "$UV_PYTHON"; then UV_PYTHON=$ours; fi
else
  # The version is in `.python-version`, or it is that of `requires-python`.
  case "$command " in
    " build "* | " venv "* | " sync "* | " run "* | " lock "* | " add "* | " export "* | " version "*)
      "$SANDBOX_UV" python find --quiet > /dev/null 2>&1 || export UV_PYTHON=$ours
      ;;
  esac
fi
exec "$SANDBOX_UV" "$@"
