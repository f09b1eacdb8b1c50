# shellcheck shell=bash
# The lectures as a folder of pages: what ./lab lectures does.

lectures_usage() {
  cat <<'USAGE'
The lectures as pages that open from a file
Usage: ./lab lectures [--slides | --question-bank]

  --slides         slides for a lecture hall, from the same text
  --question-bank  the questions of solutions/lectures with their answers, for
                   instructors, in a folder of its own
USAGE
}

# run_lectures [OPTION]
run_lectures() {
  local site=$root/lectures/site
  if (($# > 1)); then
    say "lectures: expected one option, found \"$2\" too." \
      'See ./lab lectures --help'
    exit 2
  fi
  case ${1:-} in
    '' | --slides)
      build_kit lectures heaplab-lectures
      exec "$site/build.sh" "$root" "$build" "$build/site" "$@"
      ;;
    --question-bank)
      claim_build_folder
      install_packages lectures "$build/install.log"
      exec "$site/question_bank.sh" "$root" "$build/question-bank"
      ;;
    -h | --help) lectures_usage ;;
    *)
      say "lectures: expected --slides, --question-bank or nothing, found" \
        "\"$1\". See ./lab lectures --help"
      exit 2
      ;;
  esac
}
