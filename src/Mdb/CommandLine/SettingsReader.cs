using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Mdb.CommandLine;

/// <summary>From the words of the command line to <see cref="Settings"/>, with the checks that mdb makes.</summary>
internal static class SettingsReader
{
    private const int PromptLength = 35;

    /// <exception cref="UsageException">The command line is wrong.</exception>
    public static Settings Read(Declaration declaration, string[] words)
    {
        var configuration = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        ParseResult result = declaration.Root.Parse(OptionWords.Split(declaration, words), configuration);
        if (result.Errors.Count > 0)
        {
            throw new UsageException(result.Errors[0].Message, showUsage: true);
        }

        if (result.GetValue(declaration.Json) && result.GetValue(declaration.Csv))
        {
            throw new UsageException("--json and --csv exclude each other");
        }

        string[]? expressions = result.GetValue(declaration.Expression);
        if (expressions is { Length: > 1 })
        {
            throw new UsageException("-e already specified");
        }

        return new Settings
        {
            Expression = expressions is [string expression] ? expression : null,
            Kernel = result.GetValue(declaration.Kernel),
            RawFile = result.GetValue(declaration.RawFile),
            Preload = IsLast(result, declaration.Preload, declaration.NoModuleSymbols),
            NoModuleSymbols = IsLast(result, declaration.NoModuleSymbols, declaration.Preload),
            DebuggerOptions = DebuggerOptions(result, declaration),
            Distance = Distance(Last(result, declaration.Distance)),
            SkipStartFile = result.GetValue(declaration.SkipStartFile),
            Prompt = Prompt(Last(result, declaration.Prompt)),
            MacroPath = Path(Last(result, declaration.MacroPath), "macro"),
            ModulePath = Path(Last(result, declaration.ModulePath), "module"),
            Disassembler = Last(result, declaration.Disassembler),
            Writable = result.GetValue(declaration.Writable),
            Json = result.GetValue(declaration.Json),
            Csv = result.GetValue(declaration.Csv),
            Force = result.GetValue(declaration.Force),
            NoMap = result.GetValue(declaration.NoMap),
            CacheBytes = MebiBytes(Last(result, declaration.Cache)),
            NoIndex = result.GetValue(declaration.NoIndex),
            Dac = Last(result, declaration.Dac),
            Deadline = Seconds(Last(result, declaration.Deadline)),
            Help = result.GetValue(declaration.Help),
            Version = result.GetValue(declaration.Version),
            Live = Live(result, declaration),
            Operands = result.GetValue(declaration.Operands) ?? [],
        };
    }

    private static string? Live(ParseResult result, Declaration declaration) =>
        result.GetResult(declaration.ProcessId) is not null ? "-p"
        : result.GetResult(declaration.VirtualMachine) is not null ? "-b"
        : null;

    private static string? Last(ParseResult result, Option<string[]> option) =>
        result.GetValue(option) is { Length: > 0 } values ? values[^1] : null;

    /// <summary>Of two options that undo each other the later one counts.</summary>
    private static bool IsLast(ParseResult result, Option option, Option opposite)
    {
        bool last = false;
        foreach (Token token in result.Tokens)
        {
            if (token.Type == TokenType.Option)
            {
                last = token.Value == option.Name || (last && token.Value != opposite.Name);
            }
        }

        return last;
    }

    private static List<(string Text, bool Set)> DebuggerOptions(ParseResult result, Declaration declaration)
    {
        var options = new List<(string, bool)>();
        foreach (string value in result.GetValue(declaration.DebuggerOptions) ?? [])
        {
            options.Add((value[1..], value[0] == '-'));
        }

        if (result.GetValue(declaration.NoModules))
        {
            options.Add(("nomods", true));
        }

        if (result.GetValue(declaration.NoTypes))
        {
            options.Add(("noctf", true));
        }

        return options;
    }

    private static ulong? Distance(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new UsageException("expected integer following -s");
    }

    private static long? MebiBytes(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? (long)value << 20
        : throw new UsageException("expected a number of MiB following --cache");

    private static string? Prompt(string? text) =>
        text is { Length: > PromptLength } ? throw new UsageException($"prompt may not exceed {PromptLength} characters") : text;

    private static string? Path(string? text, string what) =>
        text?.Contains(';', StringComparison.Ordinal) == true ? throw new UsageException($"{what} path cannot contain semicolons") : text;

    private static TimeSpan? Seconds(string? text)
    {
        if (text is null)
        {
            return null;
        }

        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds);
        if (!isNumber || seconds is <= 0 or > 1e9)
        {
            throw new UsageException($"expected a number of seconds following --deadline, not '{text}'");
        }

        return TimeSpan.FromSeconds(seconds);
    }
}
