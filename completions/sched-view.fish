function __sched-view_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-view_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __sched-view_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sched-view_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __sched-view_parse_tokens -S
    set -l unparsed_tokens (__sched-view_tokens -pc)
    switch $unparsed_tokens[1]
    case 'sched-view'
        __sched-view_parse_subcommand -r 1 'o/output=' 'rejects=' 'strict' 'now=' 'platforms=' 'threads=' 'seed=' 'progress=' 'max-line-bytes=' 'print-schema=' 'q/quiet' 'v/verbose' 'to=' 'tz=' 'by=' 'metric=' 'width=' 'calendar-name=' 'layout=' 'layouts=' 'split=' 'print-layouts' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __sched-view_parse_subcommand -r 1 'version'
        end
    end
end

function __sched-view_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __sched-view_parse_subcommand -S -a positional_count
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

function __sched-view_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __sched-view_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__sched-view_tokens -p)
    if test -z "$(__sched-view_tokens -t)"
        set -l index (count (__sched-view_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'sched-view' -f
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_positional "sched-view" -ge 1' -F
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" o output' -s 'o' -l 'output' -d 'Write to FILE, whole or not at all.' -rF
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" rejects' -l 'rejects' -d 'Keep every rejected line in FILE, with the reason.' -rF
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" strict' -l 'strict' -d 'Stop at the first bad line, with status 65.'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" now' -l 'now' -d 'Take INSTANT as now (default: SOURCE_DATE_EPOCH, or the clock).' -rfka ''
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" platforms' -l 'platforms' -d 'Add platforms, or override parts of them, from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" threads' -l 'threads' -d 'Use N threads (default: all cores).' -rfka ''
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" seed' -l 'seed' -d 'Seed all random choices with N.' -rfka ''
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" progress' -l 'progress' -d 'Show progress: always, auto or never.' -rfka 'always auto never'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" max-line-bytes' -l 'max-line-bytes' -d 'Refuse lines longer than N bytes.' -rfka ''
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" print-schema' -l 'print-schema' -d 'Print the JSON Schema of what is read or written, input or output, and read nothing.' -rfka 'input output'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" q quiet' -s 'q' -l 'quiet' -d 'Say nothing but errors.'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" v verbose' -s 'v' -l 'verbose' -d 'Explain choices on standard error.'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" to' -l 'to' -d 'Write FORMAT: text, svg, html, ics or csv.' -rfka 'text svg html ics csv'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" tz' -l 'tz' -d 'Show local times of ZONE (default: UTC).' -rfka ''
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" by' -l 'by' -d 'Draw a map for each GROUP: account, platform or content_type.' -rfka 'account platform content_type'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" metric' -l 'metric' -d 'Show medians of METRIC of a history (default: the one most posts have).' -rfka ''
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" width' -l 'width' -d 'Fit text into N columns (default: the terminal\'s, or 80).' -rfka ''
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" calendar-name' -l 'calendar-name' -d 'Call the calendar NAME.' -rfka ''
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" layout' -l 'layout' -d 'Lay the table out for the program NAME (default: plain).' -rfka ''
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" layouts' -l 'layouts' -d 'Add layouts, or override parts of them, from a YAML FILE.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" split' -l 'split' -d 'Write a table for each account, or channel, to FOLDER.' -rfa '(__sched-view_complete_directories)'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" print-layouts' -l 'print-layouts' -d 'Print the built-in layouts as YAML, and read nothing.'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" version' -l 'version' -d 'Show the version.'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sched-view' -n '__sched-view_should_offer_completions_for_flags_or_options "sched-view help" version' -l 'version' -d 'Show the version.'
