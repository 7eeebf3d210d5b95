# The shell of a page: sources one block after the other. Argument: the terminal. Descriptors: 200 has
# the numbers of the blocks to source, 201 takes their results, 202 has the text of the block, 204
# takes the failing lines.
exec 0<>"$1" 1>&0 2>&0 203>&1 204<>/dev/fd/204
set --
BASH_ARGV0=bash
set -E -o pipefail

# Writes the line of the block at which a command failed, also inside functions and subshells.
__guide_note() {
  set +e # A block that ran `set -e` must not end the shell.
  local depth line=
  for depth in "${!BASH_SOURCE[@]}"; do
    [[ ${BASH_SOURCE[depth]} == /dev/fd/202 ]] && line=${BASH_LINENO[depth - 1]}
  done
  [[ -z $line ]] || printf '%s\n' "$line" >>/dev/fd/204
}

# Reports the status of a block, which is an argument: a trap of the block cannot change it.
__guide_finish() {
  trap - ERR DEBUG RETURN
  builtin printf '\e]%s\a' "$__guide_block" >&203
  builtin printf '%s %s %s\0' "$__guide_block" "$1" "$PWD" >&201
}
readonly -f __guide_note __guide_finish

while IFS= read -r -u 200 __guide_block; do
  # In a trap, `return` without a number returns the status of the command before the trap.
  trap 'trap - DEBUG; __guide_note; ((${#BASH_SOURCE[@]} > 1)) && return' ERR
  # No child inherits these descriptors: a background job would keep them open.
  source /dev/fd/202 200<&- 201>&- 203>&-
  __guide_finish "$?"
  # A block that has written a result itself is found out: two results come before this answer.
  IFS= read -r -u 200 __guide_block && printf '%s\0' "$__guide_block" >&201
done
