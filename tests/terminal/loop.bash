# The reader's shell: sources block after block. Arguments: the terminal, then the numbers of four
# descriptors: orders in, results out, the block's text, the notes on failing lines.
exec 0<>"$1" 1>&0 2>&0
exec 200<&"$2" 201>&"$3" 202<&"$4" 204<>/dev/fd/"$5" 203>&1
eval "exec $2<&- $3>&- $4<&- $5>&-"
set --
BASH_ARGV0=bash
set -E -o pipefail

# Notes the line of the block at which a command failed, also from inside functions and subshells.
__guide_note() {
  set +e # else the shell would end with the block
  local depth line=
  for depth in "${!BASH_SOURCE[@]}"; do
    [[ ${BASH_SOURCE[depth]} == /dev/fd/202 ]] && line=${BASH_LINENO[depth - 1]}
  done
  [[ -z $line ]] || printf '%s\n' "$line" >>/dev/fd/204
}

while IFS= read -r -u 200 __guide_block; do
  trap '__guide_status=$?; __guide_note; ((${#BASH_SOURCE[@]} > 1)) && return "$__guide_status"' ERR
  # No child holds our ends, so that a background job cannot keep them open.
  source /dev/fd/202 200<&- 201>&- 203>&-
  __guide_status=$?
  trap - ERR
  printf '\e]%s\a' "$__guide_block" >&203
  printf '%s %s %s\n' "$__guide_block" "$__guide_status" "$PWD" >&201
done
