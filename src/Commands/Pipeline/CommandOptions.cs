namespace Commands.Pipeline;

/// <summary>
/// Options of a dcmd as mdb parses them: single letters, bundled, values attached or next; stops at the first other word or
/// at <c>--</c>, which stays. Numbers are in the current radix.
/// </summary>
internal sealed class CommandOptions
{
    private readonly Dictionary<char, ulong> _numbers = [];
    private readonly Dictionary<char, string> _texts = [];
    private readonly HashSet<char> _flags = [];

    /// <summary>Index of the first operand.</summary>
    public int Rest { get; private set; }

    public bool Has(char letter) => _flags.Contains(letter) || _numbers.ContainsKey(letter) || _texts.ContainsKey(letter);

    public bool TryNumber(char letter, out ulong value) => _numbers.TryGetValue(letter, out value);

    public ulong Number(char letter, ulong otherwise) => _numbers.TryGetValue(letter, out ulong value) ? value : otherwise;

    public string? Text(char letter) => _texts.GetValueOrDefault(letter);

    /// <summary>
    /// Parses; on a bad letter or missing value says so and returns null: the dcmd then returns <see cref="Status.Usage"/>.
    /// </summary>
    /// <param name="call">The call whose arguments are parsed.</param>
    /// <param name="flags">Letters without a value.</param>
    /// <param name="numbers">Letters that take a number.</param>
    /// <param name="texts">Letters that take a text.</param>
    public static CommandOptions? Parse(Invocation call, string flags, string numbers = "", string texts = "")
    {
        var options = new CommandOptions();
        IReadOnlyList<Argument> arguments = call.Arguments;
        int i = 0;
        for (; i < arguments.Count; i++)
        {
            string? word = arguments[i].Text;
            if (word is null || word.Length < 2 || word[0] != '-' || word == "--")
            {
                break;
            }

            for (int j = 1; j < word.Length; j++)
            {
                char letter = word[j];
                if (flags.Contains(letter, StringComparison.Ordinal))
                {
                    options._flags.Add(letter);
                    continue;
                }

                bool number = numbers.Contains(letter, StringComparison.Ordinal);
                if (!number && !texts.Contains(letter, StringComparison.Ordinal))
                {
                    call.Run.Error($"illegal option -- {letter}");
                    return null;
                }

                Argument value;
                if (j + 1 < word.Length)
                {
                    value = new Argument(word[(j + 1)..]);
                }
                else if (++i < arguments.Count)
                {
                    value = arguments[i];
                }
                else
                {
                    call.Run.Error($"option requires an argument -- {letter}");
                    return null;
                }

                if (!options.Take(call, letter, number, value))
                {
                    return null;
                }

                break;
            }
        }

        options.Rest = i;
        return options;
    }

    private bool Take(Invocation call, char letter, bool number, Argument value)
    {
        if (!number)
        {
            _texts[letter] = value.Text ?? value.Value.ToString();
            return true;
        }

        bool parsed = call.TryNumber(value, out ulong given);
        if (parsed)
        {
            _numbers[letter] = given;
        }

        return parsed;
    }
}
