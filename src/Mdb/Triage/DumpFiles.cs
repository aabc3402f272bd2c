using System.Security.Cryptography;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Mdb.Triage;

/// <summary>The files of one dump, by whole paths, and what they are.</summary>
/// <param name="Dump">vmcore.N, vmdump.N.</param>
/// <param name="Symbols">unix.N beside it; null for none.</param>
/// <param name="Identity">SHA-256 of the dump.</param>
/// <param name="SymbolIdentity">SHA-256 of the symbols.</param>
internal sealed record DumpFiles(string Dump, string? Symbols, string Identity, string? SymbolIdentity)
{
    /// <exception cref="DumpException">There is no such dump, or it cannot be read.</exception>
    public static DumpFiles Find(string name)
    {
        (string? dump, string? symbols) = DumpOpener.FindFiles(new OpenRequest { Operands = [name], Kernel = true });
        string path = Path.GetFullPath(dump ?? name);
        string? beside = symbols is null ? null : Path.GetFullPath(symbols);
        return new DumpFiles(path, beside, Hash(path, name), beside is null ? null : Hash(beside, symbols!));
    }

    private static string Hash(string path, string name)
    {
        try
        {
            // A pipe or a device has no length, and to open one may wait for ever.
            if (new FileInfo(path).Length == 0)
            {
                throw new DumpException(new Problem("MDB101", $"{name}: an empty file, or none with a length"));
            }

            using FileStream file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = e is UnauthorizedAccessException ? "Permission denied" : e is FileNotFoundException or DirectoryNotFoundException ? "No such file or directory" : "I/O error";
            throw new DumpException(new Problem("MDB100", $"failed to open {name}: {why}"), e);
        }
    }
}
