function __sched-score_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-score_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __sched-score_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-score_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __sched-score_parse_tokens -S
    set -l unparsed_tokens (__sched-score_tokens -pc)
    switch $unparsed_tokens[1]
    case 'sched-score'
        __sched-score_parse_subcommand -r 1 'o/output=' 'rejects=' 'strict' 'now=' 'platforms=' 'threads=' 'seed=' 'progress=' 'max-line-bytes=' 'print-schema=' 'q/quiet' 'v/verbose' 'audience=' 'calendar=' 'recent=' 'params=' 'from=' 'days=' 'day=' 'tz=' 'top=' 'explain' 'flat' 'recommend' 'weight-demographics=' 'weight-format=' 'weight-season=' 'print-platforms' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __sched-score_parse_subcommand -r 1 'version'
        end
    end
end

function __sched-score_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __sched-score_parse_subcommand -S -a positional_count
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

function __sched-score_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __sched-score_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__sched-score_tokens -p)
    if test -z "$(__sched-score_tokens -t)"
        set -l index (count (__sched-score_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'sched-score' -f
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_positional "sched-score" -ge 1' -F
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" o output' -s 'o' -l 'output' -d 'Write to FILE, whole or not at all.' -rF
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" rejects' -l 'rejects' -d 'Keep every rejected line in FILE, with the reason.' -rF
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" strict' -l 'strict' -d 'Stop at the first bad line, with status 65.'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" now' -l 'now' -d 'Take INSTANT as now (default: SOURCE_DATE_EPOCH, or the clock).' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" platforms' -l 'platforms' -d 'Add platforms, or override parts of them, from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" threads' -l 'threads' -d 'Use N threads (default: all cores).' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" seed' -l 'seed' -d 'Seed all random choices with N.' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" progress' -l 'progress' -d 'Show progress: always, auto or never.' -rfka 'always auto never'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" max-line-bytes' -l 'max-line-bytes' -d 'Refuse lines longer than N bytes.' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" print-schema' -l 'print-schema' -d 'Print the JSON Schema of what is read or written, input or output, and read nothing.' -rfka 'input output'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" v verbose' -s 'v' -l 'verbose' -d 'Explain choices on standard error.'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" audience' -l 'audience' -d 'Read audience profiles from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" calendar' -l 'calendar' -d 'Read weekends, holidays and seasons from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" recent' -l 'recent' -d 'Lower the scores around the posts in FILE.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" params' -l 'params' -d 'Read what sched-feedback learned from FILE.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" from' -l 'from' -d 'Score from INSTANT on (default: now).' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" days' -l 'days' -d 'Score N days.' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" day' -l 'day' -d 'Score the next whole DAY, as wed, in place of days.' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" tz' -l 'tz' -d 'Name days and hours in ZONE; audiences without zones live there.' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" top' -l 'top' -d 'Add the N best hours.' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" explain' -l 'explain' -d 'Add to each best hour the factors that made it so.'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" flat' -l 'flat' -d 'Write a line for each post and hour.'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" recommend' -l 'recommend' -d 'Add windows, gap, cadence, quota, notes and sources.'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" weight-demographics' -l 'weight-demographics' -d 'Let ages and devices weigh W (default: 0.3, or as learned).' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" weight-format' -l 'weight-format' -d 'Let the content type\'s habits weigh W (default: 0.2, or as learned).' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" weight-season' -l 'weight-season' -d 'Let the calendar weigh W (default: 0.1, or as learned).' -rfka ''
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" print-platforms' -l 'print-platforms' -d 'Print the built-in platforms as YAML, and read nothing.'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" version' -l 'version' -d 'Show the version.'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sched-score' -n '__sched-score_should_offer_completions_for_flags_or_options "sched-score help" version' -l 'version' -d 'Show the version.'
