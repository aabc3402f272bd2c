using System.CommandLine;

namespace Mdb.CommandLine;

/// <summary>
/// Splits the words of the command line as getopt(3C) does, which is what mdb's users type: single letters, bundled, values attached
/// or next (whatever they begin with), options and operands in any order. The result is unambiguous for the parser.
/// </summary>
internal sealed class OptionWords
{
    private readonly Declaration _declaration;
    private readonly List<string> _options = [];
    private readonly List<string> _operands = [];

    private OptionWords(Declaration declaration) => _declaration = declaration;

    /// <summary>Options one a word with their values attached by <c>=</c>, then <c>--</c>, then the operands.</summary>
    /// <exception cref="UsageException">An unknown option, or one without its value.</exception>
    public static List<string> Split(Declaration declaration, string[] words)
    {
        var split = new OptionWords(declaration);
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            if (word == "--")
            {
                split._operands.AddRange(words[(i + 1)..]);
                break;
            }

            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                split.Long(word, words, ref i);
            }
            else if (word.Length > 1 && word[0] == '-')
            {
                split.Letters(word, words, ref i);
            }
            else if (word.Length > 1 && word[0] == '+')
            {
                split.Plus(word, words, ref i);
            }
            else
            {
                split._operands.Add(word);
            }
        }

        return [.. split._options, "--", .. split._operands];
    }

    private void Letters(string word, string[] words, ref int i)
    {
        for (int j = 1; j < word.Length; j++)
        {
            if (_declaration.Find(['-', word[j]]) is not { } option)
            {
                int status = word[j] == '?' ? ExitStatus.Ok : ExitStatus.Usage;
                throw new UsageException($"illegal option -- {word[j]}", showUsage: true, status);
            }

            if (!Declaration.TakesValue(option))
            {
                _options.Add(option.Name);
                continue;
            }

            string value = j + 1 < word.Length ? word[(j + 1)..] : Next(words, ref i, word[j].ToString());
            Add(option, option == _declaration.DebuggerOptions ? "-" + value : value);
            return;
        }
    }

    /// <summary><c>+o</c>, the only one; passed on as an <c>-o</c> whose value begins with <c>+</c>, so that the order is kept.</summary>
    private void Plus(string word, string[] words, ref int i)
    {
        if (word[1] != 'o')
        {
            throw new UsageException($"illegal option -- +{word[1]}", showUsage: true);
        }

        Add(_declaration.DebuggerOptions, "+" + (word.Length > 2 ? word[2..] : Next(words, ref i, "+o")));
    }

    private void Long(string word, string[] words, ref int i)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? word : word[..equals];
        Option option = _declaration.Find(name) ?? throw new UsageException($"illegal option -- {name}", showUsage: true);
        if (Declaration.TakesValue(option))
        {
            Add(option, equals < 0 ? Next(words, ref i, name) : word[(equals + 1)..]);
        }
        else if (equals >= 0)
        {
            throw new UsageException($"option does not take a value -- {name}", showUsage: true);
        }
        else
        {
            _options.Add(name);
        }
    }

    private static string Next(string[] words, ref int i, string name) =>
        ++i < words.Length ? words[i] : throw new UsageException($"option requires an argument -- {name}", showUsage: true);

    private void Add(Option option, string value)
    {
        if (value.Length > 0)
        {
            _options.Add(option.Name + "=" + value);
        }
        else
        {
            _options.Add(option.Name);
            _options.Add(value);
        }
    }
}
