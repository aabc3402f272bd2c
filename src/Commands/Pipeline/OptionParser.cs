using System.Globalization;

namespace Commands.Pipeline;

/// <summary>The named debugger options of <c>-o</c>, <c>+o</c> and <c>::set -o</c>; the one parser of the three.</summary>
internal static class OptionParser
{
    /// <summary>Options without a value that a session acts on: name, what it sets.</summary>
    private static readonly Dictionary<string, Action<SessionOptions, bool>> _switches = new(StringComparer.Ordinal)
    {
        ["adb"] = (o, on) => o.Adb = on,
        ["autowrap"] = (o, on) => o.Autowrap = on,
        ["color"] = (o, on) => o.Color = on,
        ["ignoreeof"] = (o, on) => o.IgnoreEof = on,
        ["csv"] = (o, on) => o.Form = on ? OutputForm.Csv : OutputForm.Text,
        ["json"] = (o, on) => o.Form = on ? OutputForm.Json : OutputForm.Text,
        ["pager"] = (o, on) => o.Pager = on,
        ["repeatlast"] = (o, on) => o.RepeatLast = on,
        ["stock"] = (o, on) => o.Stock = on,
        ["stop_on_bpt_nosym"] = (o, on) => o.StopOnBreakpointWithoutSymbol = on,
        ["write_readback"] = (o, on) => o.WriteReadBack = on,
    };

    /// <summary>Options without a value that mean nothing on a dump and are only remembered.</summary>
    private static readonly string[] _remembered = ["allow_io_access", "latest", "lmraw", "noctf", "nomods", "nostop", "showlmid"];

    /// <summary>Applies a comma-separated list.</summary>
    /// <param name="options">What is changed; entries before a bad one are applied.</param>
    /// <param name="list">E.g. <c>array_mem_limit=none,repeatlast</c>.</param>
    /// <param name="on">True for <c>-o</c>, false for <c>+o</c>, which switches off or goes back to the default.</param>
    /// <returns>Null, or what is wrong, without <c>mdb: </c>.</returns>
    public static string? Apply(SessionOptions options, string list, bool on)
    {
        foreach (string entry in list.Split(','))
        {
            int equals = entry.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? entry : entry[..equals];
            string? value = equals < 0 ? null : entry[(equals + 1)..];
            if (One(options, name, value, on) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>The names that are on, sorted, as ::set shows them; ours only when they are on.</summary>
    public static IReadOnlyList<string> Shown(SessionOptions options)
    {
        var shown = new List<string>();
        Add("adb", options.Adb);
        Add("autowrap", options.Autowrap);
        Add("ignoreeof", options.IgnoreEof);
        Add("color", options.Color && !options.Stock);
        Add("csv", options.Form == OutputForm.Csv);
        Add("json", options.Form == OutputForm.Json);
        Add("pager", options.Pager);
        Add("repeatlast", options.RepeatLast);
        Add("stock", options.Stock);
        Add("stop_on_bpt_nosym", options.StopOnBreakpointWithoutSymbol);
        Add("write_readback", options.WriteReadBack);
        foreach ((string name, _) in options.Others.Where(o => o.Key is not ("follow_exec_mode" or "follow_fork_mode" or "term")))
        {
            shown.Add(name);
        }

        // The missing '=' of the second is what stock mdb prints.
        shown.Add("follow_exec_mode=" + options.Others.GetValueOrDefault("follow_exec_mode", "ask"));
        shown.Add("follow_fork_mode" + (options.Stock ? "" : "=") + options.Others.GetValueOrDefault("follow_fork_mode", "ask"));
        shown.Sort(StringComparer.Ordinal);
        return shown;

        void Add(string name, bool on)
        {
            if (on)
            {
                shown.Add(name);
            }
        }
    }

    private static string? One(SessionOptions options, string name, string? value, bool on)
    {
        bool isSwitch = _switches.TryGetValue(name, out Action<SessionOptions, bool>? set);
        if (isSwitch || Array.IndexOf(_remembered, name) >= 0)
        {
            if (value is not null)
            {
                return $"option does not accept an argument -- {name}";
            }

            if (isSwitch)
            {
                set!(options, on);
            }
            else if (on)
            {
                options.Others[name] = "";
            }
            else
            {
                options.Others.Remove(name);
            }

            return null;
        }

        return name switch
        {
            "array_mem_limit" => Limit(name, value, on, 32, limit => options.ArrayMemoryLimit = limit),
            "array_str_limit" => Limit(name, value, on, 1024, limit => options.ArrayStringLimit = limit),
            "follow_exec_mode" or "follow_fork_mode" => Mode(options, name, value, on),
            "term" => value is null ? $"option requires an argument -- {name}" : Remember(options, name, value),
            _ => $"invalid debugger option -- {name}",
        };
    }

    private static string? Limit(string name, string? value, bool on, ulong otherwise, Action<ulong?> set)
    {
        if (!on)
        {
            set(otherwise);
            return null;
        }

        if (string.IsNullOrEmpty(value))
        {
            return $"option requires an argument -- {name}";
        }

        if (value == "none")
        {
            set(null);
            return null;
        }

        if (!TryDecimal(value, out ulong limit))
        {
            return $"invalid argument for option {name} -- {value}";
        }

        set(limit);
        return null;
    }

    private static string? Mode(SessionOptions options, string name, string? value, bool on)
    {
        if (!on)
        {
            options.Others.Remove(name);
            return null;
        }

        if (string.IsNullOrEmpty(value))
        {
            return $"option requires an argument -- {name}";
        }

        bool known = value is "ask" or "parent" or "child" or "follow" or "stop";
        return known ? Remember(options, name, value) : $"invalid argument for option {name} -- {value}";
    }

    private static string? Remember(SessionOptions options, string name, string value)
    {
        options.Others[name] = value;
        return null;
    }

    /// <summary>Decimal, or hexadecimal behind 0x: options are read before there is a radix.</summary>
    private static bool TryDecimal(string text, out ulong value) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : ulong.TryParse(
                text.StartsWith("0t", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text,
                NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
