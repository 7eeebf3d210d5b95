# The shell of a page: sources one block after the other. Argument: the terminal. Descriptors: 200 has
# the numbers of the blocks to source, each with the names of the programs in it; 201 takes their
# results, 202 has the text of the block, 204 takes the notes (notes.py reads them).
exec 0<>"$1" 1>&0 2>&0 203>&1 204<>/dev/fd/204
set --
BASH_ARGV0=bash

# Notes the line of the block at which a command failed, also inside functions and subshells.
__guide_note() {
  set +e # A block that ran `set -e` must not end the shell.
  local depth line=
  for depth in "${!BASH_SOURCE[@]}"; do
    [[ ${BASH_SOURCE[depth]} == /dev/fd/202 ]] && line=${BASH_LINENO[depth - 1]}
  done
  [[ -z $line ]] || printf 'failed %s\n' "$line" >>/dev/fd/204
}

# Notes the line of a command of the block before it runs. Its argument keeps `$_` as it was.
__guide_reach() {
  [[ ${BASH_SOURCE[1]} != /dev/fd/202 ]] ||
    builtin printf 'reached %s\n' "${BASH_LINENO[0]}" >>/dev/fd/204
}

# Notes what decides whether a failure is seen, and what the programs' names mean.
__guide_state() {
  local name
  {
    builtin printf '%s\n' "$1" "options $SHELLOPTS"
    builtin trap -p ERR DEBUG RETURN EXIT
    for name in $__guide_names; do
      builtin printf 'program %s\n' "$name"
      builtin type -t -- "$name" || builtin printf 'none\n'
      builtin type -P -- "$name" || builtin printf '\n'
    done
  } >>/dev/fd/204
}

# Reports the status of a block, which is an argument: a trap of the block cannot change it.
__guide_finish() {
  __guide_state "ended ${__guide_statuses[*]}"
  trap - ERR DEBUG RETURN EXIT
  builtin printf '\e]%s\a' "$__guide_block" >&203
  builtin printf '%s %s %s\0' "$__guide_block" "$1" "$PWD" >&201
}
readonly -f __guide_note __guide_reach __guide_state __guide_finish

while IFS=' ' read -r -u 200 __guide_block __guide_names; do
  set +ex -ET -o pipefail # A block may have changed them; DEBUG and RETURN need -T.
  # `return` needs the number: without it, it returns that of the DEBUG trap inside this trap.
  trap '__guide_status=$?; __guide_note; ((${#BASH_SOURCE[@]} > 1)) && return "$__guide_status"' ERR
  trap '__guide_statuses=("${PIPESTATUS[@]}")' RETURN
  trap '__guide_reach "$_"' DEBUG
  __guide_state begun
  # No child inherits these descriptors: a background job would keep them open.
  source /dev/fd/202 200<&- 201>&- 203>&-
  __guide_finish "$?"
  # A block that has written a result itself is found out: two results come before this answer.
  IFS= read -r -u 200 __guide_block && printf '%s\0' "$__guide_block" >&201
done
