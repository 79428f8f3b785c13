function __sched-predict_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-predict_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __sched-predict_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-predict_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __sched-predict_parse_tokens -S
    set -l unparsed_tokens (__sched-predict_tokens -pc)
    switch $unparsed_tokens[1]
    case 'sched-predict'
        __sched-predict_parse_subcommand -r 1 'o/output=' 'rejects=' 'strict' 'now=' 'platforms=' 'threads=' 'seed=' 'progress=' 'max-line-bytes=' 'print-schema=' 'q/quiet' 'v/verbose' 'at=' 'audience=' 'calendar=' 'coverage=' 'days=' 'explain' 'explore=' 'from=' 'min-gap-hours=' 'model=+' 'params=' 'recent=' 'top=' 'tz=' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __sched-predict_parse_subcommand -r 1 'version'
        end
    end
end

function __sched-predict_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __sched-predict_parse_subcommand -S -a positional_count
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

function __sched-predict_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __sched-predict_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__sched-predict_tokens -p)
    if test -z "$(__sched-predict_tokens -t)"
        set -l index (count (__sched-predict_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'sched-predict' -f
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_positional "sched-predict" -ge 1' -F
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" o output' -s 'o' -l 'output' -d 'Write to FILE, whole or not at all.' -rF
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" rejects' -l 'rejects' -d 'Keep every rejected line in FILE, with the reason.' -rF
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" strict' -l 'strict' -d 'Stop at the first bad line, with status 65.'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" now' -l 'now' -d 'Take INSTANT as now (default: SOURCE_DATE_EPOCH, or the clock).' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" platforms' -l 'platforms' -d 'Add platforms, or override parts of them, from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" threads' -l 'threads' -d 'Use N threads (default: all cores).' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" seed' -l 'seed' -d 'Seed all random choices with N.' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" progress' -l 'progress' -d 'Show progress: always, auto or never.' -rfka 'always auto never'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" max-line-bytes' -l 'max-line-bytes' -d 'Refuse lines longer than N bytes.' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" print-schema' -l 'print-schema' -d 'Print the JSON Schema of what is read or written, input or output, and read nothing.' -rfka 'input output'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" v verbose' -s 'v' -l 'verbose' -d 'Explain choices on standard error.'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" at' -l 'at' -d 'Predict the hour in FIELD of each record alone.' -rfka 'posted_at scheduled_at not_before deadline'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" audience' -l 'audience' -d 'Read audience profiles from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" calendar' -l 'calendar' -d 'Read weekends, holidays and seasons from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" coverage' -l 'coverage' -d 'Let intervals hold the outcome with probability P.' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" days' -l 'days' -d 'Predict N days.' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" explain' -l 'explain' -d 'Add the features that moved a prediction most.'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" explore' -l 'explore' -d 'Put a random hour first with probability EPSILON.' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" from' -l 'from' -d 'Predict from INSTANT on (default: now).' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" min-gap-hours' -l 'min-gap-hours' -d 'Keep N hours between two predictions of a post.' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict"' -l 'model' -d 'Read the model in FILE (may be repeated).' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" params' -l 'params' -d 'Read what sched-feedback learned from FILE.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" recent' -l 'recent' -d 'Lower the scores around the posts in FILE.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" top' -l 'top' -d 'Add the N best hours.' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" tz' -l 'tz' -d 'Name days and hours in ZONE; audiences without zones live there.' -rfka ''
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" version' -l 'version' -d 'Show the version.'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sched-predict' -n '__sched-predict_should_offer_completions_for_flags_or_options "sched-predict help" version' -l 'version' -d 'Show the version.'
