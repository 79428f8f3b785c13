function __sched-plan_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-plan_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __sched-plan_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-plan_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __sched-plan_parse_tokens -S
    set -l unparsed_tokens (__sched-plan_tokens -pc)
    switch $unparsed_tokens[1]
    case 'sched-plan'
        __sched-plan_parse_subcommand -r 1 'o/output=' 'rejects=' 'strict' 'now=' 'platforms=' 'threads=' 'seed=' 'progress=' 'max-line-bytes=' 'print-schema=' 'q/quiet' 'v/verbose' 'constraints=' 'existing=' 'job=' 'audience=' 'calendar=' 'params=' 'from=' 'until=' 'days=' 'effort=' 'experiment' 'input-order' 'keep-scores' 'replan-overdue' 'explain' 'tz=' 'summary=' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __sched-plan_parse_subcommand -r 1 'version'
        end
    end
end

function __sched-plan_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __sched-plan_parse_subcommand -S -a positional_count
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

function __sched-plan_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __sched-plan_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__sched-plan_tokens -p)
    if test -z "$(__sched-plan_tokens -t)"
        set -l index (count (__sched-plan_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'sched-plan' -f
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_positional "sched-plan" -ge 1' -F
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" o output' -s 'o' -l 'output' -d 'Write to FILE, whole or not at all.' -rF
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" rejects' -l 'rejects' -d 'Keep every rejected line in FILE, with the reason.' -rF
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" strict' -l 'strict' -d 'Stop at the first bad line, with status 65.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" now' -l 'now' -d 'Take INSTANT as now (default: SOURCE_DATE_EPOCH, or the clock).' -rfka ''
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" platforms' -l 'platforms' -d 'Add platforms, or override parts of them, from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" threads' -l 'threads' -d 'Use N threads (default: all cores).' -rfka ''
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" seed' -l 'seed' -d 'Seed all random choices with N.' -rfka ''
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" progress' -l 'progress' -d 'Show progress: always, auto or never.' -rfka 'always auto never'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" max-line-bytes' -l 'max-line-bytes' -d 'Refuse lines longer than N bytes.' -rfka ''
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" print-schema' -l 'print-schema' -d 'Print the JSON Schema of what is read or written, input or output, and read nothing.' -rfka 'input output'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" v verbose' -s 'v' -l 'verbose' -d 'Explain choices on standard error.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" constraints' -l 'constraints' -d 'Read the rules from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" existing' -l 'existing' -d 'Plan around the posts in FILE, which stay.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" job' -l 'job' -d 'Narrow every post by the job in a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\' \'json\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" audience' -l 'audience' -d 'Read audience profiles from a YAML FILE, for posts without scores.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" calendar' -l 'calendar' -d 'Read weekends, holidays and seasons from a YAML FILE, likewise.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" params' -l 'params' -d 'Read what sched-feedback learned from FILE.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" from' -l 'from' -d 'Plan from INSTANT on (default: now).' -rfka ''
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" until' -l 'until' -d 'Plan until before INSTANT.' -rfka ''
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" days' -l 'days' -d 'Plan N days, where there is no --until.' -rfka ''
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" effort' -l 'effort' -d 'Search as long as: fast, normal or best.' -rfka 'fast normal best'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" experiment' -l 'experiment' -d 'Deal the slots of interchangeable posts by lot.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" input-order' -l 'input-order' -d 'Keep the order of the input.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" keep-scores' -l 'keep-scores' -d 'Keep the scores of the posts.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" replan-overdue' -l 'replan-overdue' -d 'Give posts whose slot passed unused a new one.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" explain' -l 'explain' -d 'Add why each post stands where it does.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" tz' -l 'tz' -d 'Add the local time of each slot, as the clocks of ZONE show it.' -rfka ''
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" summary' -l 'summary' -d 'Write the plan\'s figures to FILE, as a line of JSON.' -rF
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" version' -l 'version' -d 'Show the version.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sched-plan' -n '__sched-plan_should_offer_completions_for_flags_or_options "sched-plan help" version' -l 'version' -d 'Show the version.'
