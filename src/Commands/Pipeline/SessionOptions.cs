using Commands.Language;

namespace Commands.Pipeline;

/// <summary>Debugger options (<c>-o</c>, <c>::set -o</c>) and print limits of a session.</summary>
internal sealed class SessionOptions
{
    /// <summary>Stock mdb's answers, byte for byte.</summary>
    public bool Stock { get; set; }

    /// <summary>How answers are written.</summary>
    public OutputForm Form { get; set; }

    public bool Json
    {
        get => Form == OutputForm.Json;
        set => Form = value ? OutputForm.Json : OutputForm.Text;
    }

    /// <summary>Array elements shown by ::print; null for all.</summary>
    public ulong? ArrayMemoryLimit { get; set; } = 32;

    /// <summary>Characters of a char array shown by ::print; null for all.</summary>
    public ulong? ArrayStringLimit { get; set; } = 1024;

    public bool RepeatLast { get; set; }

    public bool IgnoreEof { get; set; }

    public bool Pager { get; set; } = true;

    /// <summary>Whether a terminal is shown colours.</summary>
    public bool Color { get; set; } = true;

    public bool Autowrap { get; set; }

    public bool Adb { get; set; }

    public bool WriteReadBack { get; set; } = true;

    public bool StopOnBreakpointWithoutSymbol { get; set; } = true;

    /// <summary>Other named options that mean nothing on a dump but are remembered and shown: name to value ("" for a plain one).</summary>
    public Dictionary<string, string> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>Symbol matching distance; 0 is smart mode.</summary>
    public ulong SymbolDistance { get; set; }

    public string Prompt { get; set; } = "> ";

    /// <summary>Width of the page in columns ($w).</summary>
    public int PageWidth { get; set; } = 80;

    /// <summary>Folder that relative file names start from; null for that of the process.</summary>
    public string? WorkingFolder { get; set; }

    /// <summary>A file name as a user types it, made whole.</summary>
    public string PathOf(string name)
    {
        string path = ByteText.ToUnicode(name);
        return WorkingFolder is { } folder ? Path.GetFullPath(path, folder) : path;
    }

    /// <summary>Macro and module paths, shown by ::set.</summary>
    public string MacroPath { get; set; } = "";

    public string ModulePath { get; set; } = "";

    public TimeSpan? Deadline { get; set; }
}
