function __sched-import_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-import_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __sched-import_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-import_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __sched-import_parse_tokens -S
    set -l unparsed_tokens (__sched-import_tokens -pc)
    switch $unparsed_tokens[1]
    case 'sched-import'
        __sched-import_parse_subcommand -r 1 'o/output=' 'rejects=' 'strict' 'now=' 'platforms=' 'threads=' 'seed=' 'progress=' 'max-line-bytes=' 'print-schema=' 'q/quiet' 'v/verbose' 'from=' 'tz=' 'sources=' 'account=' 'platform=' 'decimal=' 'date-order=' 'measured-at=' 'describe' 'print-sources' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __sched-import_parse_subcommand -r 1 'version'
        end
    end
end

function __sched-import_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __sched-import_parse_subcommand -S -a positional_count
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

function __sched-import_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __sched-import_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__sched-import_tokens -p)
    if test -z "$(__sched-import_tokens -t)"
        set -l index (count (__sched-import_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'sched-import' -f
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_positional "sched-import" -ge 1' -F
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" o output' -s 'o' -l 'output' -d 'Write to FILE, whole or not at all.' -rF
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" rejects' -l 'rejects' -d 'Keep every rejected line in FILE, with the reason.' -rF
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" strict' -l 'strict' -d 'Stop at the first bad line, with status 65.'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" now' -l 'now' -d 'Take INSTANT as now (default: SOURCE_DATE_EPOCH, or the clock).' -rfka ''
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" platforms' -l 'platforms' -d 'Add platforms, or override parts of them, from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" threads' -l 'threads' -d 'Use N threads (default: all cores).' -rfka ''
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" seed' -l 'seed' -d 'Seed all random choices with N.' -rfka ''
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" progress' -l 'progress' -d 'Show progress: always, auto or never.' -rfka 'always auto never'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" max-line-bytes' -l 'max-line-bytes' -d 'Refuse lines longer than N bytes.' -rfka ''
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" print-schema' -l 'print-schema' -d 'Print the JSON Schema of what is read or written, input or output, and read nothing.' -rfka 'input output'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" v verbose' -s 'v' -l 'verbose' -d 'Explain choices on standard error.'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" from' -l 'from' -d 'Treat every file as one of SOURCE.' -rfka ''
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" tz' -l 'tz' -d 'Read local times in ZONE, and show hours there.' -rfka ''
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" sources' -l 'sources' -d 'Add sources, or override parts of them, from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" account' -l 'account' -d 'Name the account of all rows NAME.' -rfka ''
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" platform' -l 'platform' -d 'Take PLATFORM for rows that name none.' -rfka ''
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" decimal' -l 'decimal' -d 'Begin fractions with MARK where a column does not tell.' -rfka 'point comma'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" date-order' -l 'date-order' -d 'Read dates in ORDER where a column does not tell.' -rfka 'dmy mdy ymd'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" measured-at' -l 'measured-at' -d 'Say that the figures were read at INSTANT (default: when they are used).' -rfka ''
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" describe' -l 'describe' -d 'Print the columns of each file, and a source to begin with, as YAML.'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" print-sources' -l 'print-sources' -d 'Print the built-in sources as YAML, and read nothing.'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" version' -l 'version' -d 'Show the version.'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sched-import' -n '__sched-import_should_offer_completions_for_flags_or_options "sched-import help" version' -l 'version' -d 'Show the version.'
