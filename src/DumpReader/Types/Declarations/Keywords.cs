namespace DumpReader.Types.Declarations;

/// <summary>The reserved words of C declarations.</summary>
internal static class Keywords
{
    private static readonly HashSet<string> s_base = new(StringComparer.Ordinal)
    {
        "void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "_Bool",
    };

    private static readonly HashSet<string> s_qualifiers = new(StringComparer.Ordinal) { "const", "volatile", "restrict" };

    private static readonly HashSet<string> s_ignored = new(StringComparer.Ordinal) { "inline", "register", "__extension__" };

    private static readonly HashSet<string> s_storage = new(StringComparer.Ordinal) { "typedef", "extern", "static" };

    private static readonly HashSet<string> s_other = new(StringComparer.Ordinal) { "struct", "union", "enum", "__attribute__", "sizeof" };

    public static bool IsBase(string word) => s_base.Contains(word);

    public static bool IsQualifier(string word) => s_qualifiers.Contains(word);

    /// <summary>Stands before or among the specifiers: a qualifier, a storage class or a word without effect on types.</summary>
    public static bool IsPrefix(string word) => s_qualifiers.Contains(word) || s_ignored.Contains(word) || s_storage.Contains(word);

    public static bool IsReserved(string word) => IsBase(word) || IsPrefix(word) || s_other.Contains(word);

    /// <summary>Whether a word can begin a declaration and nothing else.</summary>
    public static bool BeginsDeclaration(string word) => IsReserved(word) && word is not "__attribute__" and not "sizeof";

    public static StorageClass Storage(IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            switch (word)
            {
                case "typedef": return StorageClass.Typedef;
                case "extern": return StorageClass.Extern;
                case "static": return StorageClass.Static;
            }
        }

        return StorageClass.None;
    }
}
