using System.Globalization;
using DumpReader.Problems;

namespace DumpReader.Targets;

/// <summary>Which files a request means, by the rules of mdb's command line; names as they are shown.</summary>
/// <param name="Dump">The file to open; null where nothing is to be opened.</param>
/// <param name="Symbols">The symbol file beside it.</param>
/// <param name="IsRaw">Open <paramref name="Dump"/> as a plain file whatever it holds.</param>
/// <param name="MustBeDump">It is an error if <paramref name="Dump"/> is no kernel dump; otherwise an ELF file is one, and anything else a plain file.</param>
/// <param name="MustBeKernel">A core of a process will not do either.</param>
internal sealed record OpenPlan(string? Dump, string? Symbols = null, bool IsRaw = false, bool MustBeDump = true, bool MustBeKernel = true)
{
    public static OpenPlan Of(OpenRequest request)
    {
        IReadOnlyList<string> operands = request.Operands;
        switch (operands.Count)
        {
            case 0 when request.Kernel:
                throw new DumpException(new Problem("MDB100", "failed to open /dev/ksyms: No such file or directory"));
            case 0 when request.RawFile:
                throw new DumpException(new Problem("MDB100", "option -f needs the name of a file"));
            case 0:
                return new OpenPlan((string?)null);
            case > 0 when request.RawFile:
                return new OpenPlan(operands[0], IsRaw: true, MustBeDump: false, MustBeKernel: false);
            case 1:
                return OfOne(request, operands[0]);
            case 2:
                return new OpenPlan(operands[1], operands[0], MustBeKernel: request.Kernel);
            default:
                throw new DumpException(new Problem("MDB100", $"{operands.Count} operands, expected a symbol file and a dump at most"));
        }
    }

    private static OpenPlan OfOne(OpenRequest request, string operand)
    {
        string path = Path.Combine(request.WorkingDirectory ?? "", operand);
        if (Directory.Exists(path))
        {
            return OfDirectory(path, operand);
        }

        if (!File.Exists(path) && IsSuffix(operand))
        {
            return OfSuffix(path[..^operand.Length], "", operand);
        }

        // Named as savecore names them, it is meant to be a dump, so a damaged one is said to be damaged.
        string file = Path.GetFileName(operand);
        bool named = file.StartsWith("vmcore.", StringComparison.Ordinal) || file.StartsWith("vmdump.", StringComparison.Ordinal);
        return new OpenPlan(operand, MustBeDump: request.Kernel || named, MustBeKernel: request.Kernel || named);
    }

    /// <param name="path">The directory, with its separator; empty for the process's own.</param>
    /// <param name="shown">The same as it is shown.</param>
    private static OpenPlan OfSuffix(string path, string shown, string suffix)
    {
        bool hasSymbols = File.Exists(path + "unix." + suffix);
        if (File.Exists(path + "vmcore." + suffix))
        {
            return new OpenPlan(shown + "vmcore." + suffix, hasSymbols ? shown + "unix." + suffix : null);
        }

        if (File.Exists(path + "vmdump." + suffix))
        {
            return new OpenPlan(shown + "vmdump." + suffix);
        }

        string missing = shown + (hasSymbols ? "vmcore." : "unix.") + suffix;
        throw new DumpException(new Problem("MDB100", $"failed to open {missing}: No such file or directory"));
    }

    private static OpenPlan OfDirectory(string path, string operand)
    {
        var dumps = new SortedDictionary<int, string>();
        try
        {
            foreach (string file in Directory.EnumerateFiles(path))
            {
                string name = Path.GetFileName(file);
                if ((name.StartsWith("vmcore.", StringComparison.Ordinal) || name.StartsWith("vmdump.", StringComparison.Ordinal))
                    && IsSuffix(name[7..]) && int.TryParse(name[7..], CultureInfo.InvariantCulture, out int suffix))
                {
                    // An expanded dump hides the compressed one it was made from.
                    if (!dumps.TryGetValue(suffix, out string? other) || other.StartsWith("vmdump.", StringComparison.Ordinal))
                    {
                        dumps[suffix] = name;
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DumpException(new Problem("MDB100", $"failed to open {operand}: Permission denied"), e);
        }

        return dumps.Count switch
        {
            0 => throw new DumpException(new Problem("MDB100", $"{operand}: no crash dump (vmcore.N) in this directory")),
            1 => OfSuffix(WithSeparator(path), WithSeparator(operand), dumps.First().Value[7..]),
            _ => throw new DumpException(new Problem("MDB100",
                $"{operand}: several crash dumps in this directory, name one of: {string.Join(' ', dumps.Values.Take(16))}")),
        };
    }

    private static string WithSeparator(string directory) => directory.EndsWith('/') ? directory : directory + "/";

    private static bool IsSuffix(string text) => text.Length is > 0 and <= 9 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
