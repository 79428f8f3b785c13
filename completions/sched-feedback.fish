function __sched-feedback_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-feedback_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __sched-feedback_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-feedback_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __sched-feedback_parse_tokens -S
    set -l unparsed_tokens (__sched-feedback_tokens -pc)
    switch $unparsed_tokens[1]
    case 'sched-feedback'
        __sched-feedback_parse_subcommand -r 1 'o/output=' 'rejects=' 'strict' 'now=' 'platforms=' 'threads=' 'seed=' 'progress=' 'max-line-bytes=' 'print-schema=' 'q/quiet' 'v/verbose' 'audience=' 'epsilon=' 'exploration=' 'forget-days=' 'freeze' 'half-life-days=' 'in-place' 'params=' 'reset=' 'rollback-probability=' 'target=' 'threshold=+' 'thresholds=' 'tolerance=' 'trial-posts=' 'tz=' 'weights=' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __sched-feedback_parse_subcommand -r 1 'version'
        end
    end
end

function __sched-feedback_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __sched-feedback_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __sched-feedback_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __sched-feedback_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__sched-feedback_tokens -p)
    if test -z "$(__sched-feedback_tokens -t)"
        set -l index (count (__sched-feedback_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'sched-feedback' -f
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_positional "sched-feedback" -ge 1' -F
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" o output' -s 'o' -l 'output' -d 'Write to FILE, whole or not at all.' -rF
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" rejects' -l 'rejects' -d 'Keep every rejected line in FILE, with the reason.' -rF
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" strict' -l 'strict' -d 'Stop at the first bad line, with status 65.'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" now' -l 'now' -d 'Take INSTANT as now (default: SOURCE_DATE_EPOCH, or the clock).' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" platforms' -l 'platforms' -d 'Add platforms, or override parts of them, from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" threads' -l 'threads' -d 'Use N threads (default: all cores).' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" seed' -l 'seed' -d 'Seed all random choices with N.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" progress' -l 'progress' -d 'Show progress: always, auto or never.' -rfka 'always auto never'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" max-line-bytes' -l 'max-line-bytes' -d 'Refuse lines longer than N bytes.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" print-schema' -l 'print-schema' -d 'Print the JSON Schema of what is read or written, input or output, and read nothing.' -rfka 'input output'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" v verbose' -s 'v' -l 'verbose' -d 'Explain choices on standard error.'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" audience' -l 'audience' -d 'Read audience profiles from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" epsilon' -l 'epsilon' -d 'Try any hour with probability EPSILON.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" exploration' -l 'exploration' -d 'Choose the hours to try by METHOD: epsilon, ucb or thompson.' -rfka 'epsilon ucb thompson'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" forget-days' -l 'forget-days' -d 'Keep each post for N days, then only sums.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" freeze' -l 'freeze' -d 'Measure and learn, but leave weights and limits as they are.'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" half-life-days' -l 'half-life-days' -d 'Halve the weight of outcomes every N days.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" in-place' -l 'in-place' -d 'Replace the file of --params, one run at a time.'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" params' -l 'params' -d 'Go on from the parameters in FILE.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" reset' -l 'reset' -d 'Forget PART: all, dayparts, limits or weights.' -rfka 'all dayparts limits weights'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" rollback-probability' -l 'rollback-probability' -d 'Take changed weights back when they do harm with probability P.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" target' -l 'target' -d 'Judge posts by metrics.NAME in place of the platform\'s KPI composite.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback"' -l 'threshold' -d 'Tell when a figure passes NAME=NUMBER (may be repeated).' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" thresholds' -l 'thresholds' -d 'Read thresholds from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" tolerance' -l 'tolerance' -d 'Call a post on time within N minutes of its slot.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" trial-posts' -l 'trial-posts' -d 'Accept changed weights after N outcomes at the earliest.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" tz' -l 'tz' -d 'Let audiences without zones live in ZONE.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" weights' -l 'weights' -d 'Set weights of audience, format and season; try them on half of the posts.' -rfka ''
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" version' -l 'version' -d 'Show the version.'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sched-feedback' -n '__sched-feedback_should_offer_completions_for_flags_or_options "sched-feedback help" version' -l 'version' -d 'Show the version.'
