namespace Conformance;

/// <summary>One recorded session of illumos mdb: what was typed, and what came out.</summary>
/// <param name="Name">DUMP/AREA/NAME.</param>
/// <param name="IsExpression">True: the text is a <c>-e</c> argument; false: it comes on standard input.</param>
internal sealed record Case(string Name, bool IsExpression, byte[] Input, byte[] Out, byte[] Err, int ExitStatus)
{
    public string Dump => Name[..Name.IndexOf('/', StringComparison.Ordinal)];

    public static string CasesFolder => Path.Combine(RepositoryPaths.Folder, "cases");

    /// <summary>All case names, sorted.</summary>
    public static IReadOnlyList<string> AllNames()
    {
        string root = CasesFolder;
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".mdb", StringComparison.Ordinal) || f.EndsWith(".e", StringComparison.Ordinal))
            .Select(f => Path.ChangeExtension(Path.GetRelativePath(root, f), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    public static Case Load(string name)
    {
        string stem = Path.Combine(CasesFolder, name);
        bool expression = File.Exists(stem + ".e");
        byte[] input = File.ReadAllBytes(stem + (expression ? ".e" : ".mdb"));
        if (expression && input is [.., (byte)'\n'])
        {
            input = input[..^1];
        }

        string status = stem + ".rc";
        return new Case(name, expression, input, Bytes(stem + ".out"), Bytes(stem + ".err"), File.Exists(status) ? int.Parse(File.ReadAllText(status)) : 0);
    }

    private static byte[] Bytes(string path) => File.Exists(path) ? File.ReadAllBytes(path) : [];
}
