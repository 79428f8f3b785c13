function __sched-train_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-train_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __sched-train_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-train_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __sched-train_parse_tokens -S
    set -l unparsed_tokens (__sched-train_tokens -pc)
    switch $unparsed_tokens[1]
    case 'sched-train'
        __sched-train_parse_subcommand -r 1 'o/output=' 'rejects=' 'strict' 'now=' 'platforms=' 'threads=' 'seed=' 'progress=' 'max-line-bytes=' 'print-schema=' 'q/quiet' 'v/verbose' 'audience=' 'backtest=' 'calendar=' 'feature=+' 'half-life-days=' 'max-depth=' 'max-features=' 'min-leaf=' 'min-samples=' 'no-normalize' 'settle-hours=' 'split=' 'target=' 'trees=' 'tz=' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __sched-train_parse_subcommand -r 1 'version'
        end
    end
end

function __sched-train_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __sched-train_parse_subcommand -S -a positional_count
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

function __sched-train_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __sched-train_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__sched-train_tokens -p)
    if test -z "$(__sched-train_tokens -t)"
        set -l index (count (__sched-train_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'sched-train' -f
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_positional "sched-train" -ge 1' -F
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" o output' -s 'o' -l 'output' -d 'Write to FILE, whole or not at all.' -rF
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" rejects' -l 'rejects' -d 'Keep every rejected line in FILE, with the reason.' -rF
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" strict' -l 'strict' -d 'Stop at the first bad line, with status 65.'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" now' -l 'now' -d 'Take INSTANT as now (default: SOURCE_DATE_EPOCH, or the clock).' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" platforms' -l 'platforms' -d 'Add platforms, or override parts of them, from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" threads' -l 'threads' -d 'Use N threads (default: all cores).' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" seed' -l 'seed' -d 'Seed all random choices with N.' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" progress' -l 'progress' -d 'Show progress: always, auto or never.' -rfka 'always auto never'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" max-line-bytes' -l 'max-line-bytes' -d 'Refuse lines longer than N bytes.' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" print-schema' -l 'print-schema' -d 'Print the JSON Schema of what is read or written, input or output, and read nothing.' -rfka 'input output'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" v verbose' -s 'v' -l 'verbose' -d 'Explain choices on standard error.'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" audience' -l 'audience' -d 'Read audience profiles from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" backtest' -l 'backtest' -d 'Hold out N fifths one after another.' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" calendar' -l 'calendar' -d 'Learn what a calendar in FILE says of dates.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train"' -l 'feature' -d 'Learn from the field NAME too (may be repeated).' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" half-life-days' -l 'half-life-days' -d 'Let a post count half after N days (default: never).' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" max-depth' -l 'max-depth' -d 'Split at most N times in a row (default: no limit).' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" max-features' -l 'max-features' -d 'Try N features for a split (default: a third).' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" min-leaf' -l 'min-leaf' -d 'Keep at least N samples in a leaf.' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" min-samples' -l 'min-samples' -d 'Learn nothing of a platform with fewer than N samples.' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" no-normalize' -l 'no-normalize' -d 'Learn raw figures, not ratios to the account\'s own level.'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" settle-hours' -l 'settle-hours' -d 'Leave out posts younger than N hours (default: four half-lives).' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" split' -l 'split' -d 'Hold out the last fifth by time, or a random one: time or random.' -rfka 'time random'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" target' -l 'target' -d 'Learn metrics.NAME in place of the platform\'s KPI composite.' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" trees' -l 'trees' -d 'Grow N trees.' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" tz' -l 'tz' -d 'Let audiences without zones live in ZONE.' -rfka ''
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" version' -l 'version' -d 'Show the version.'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sched-train' -n '__sched-train_should_offer_completions_for_flags_or_options "sched-train help" version' -l 'version' -d 'Show the version.'
