using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Formats.IllumosCrash.Kept;
using DumpReader.Formats.Minidump;
using DumpReader.Problems;
using DumpReader.Symbols;

namespace DumpReader.Targets;

/// <summary>Opens what a request names: a kernel crash dump, an ELF file, a plain file, or nothing at all.</summary>
public static class DumpOpener
{
    /// <summary>Throws <see cref="DumpException"/> with one line that says what is wrong and where.</summary>
    public static ITarget Open(OpenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        OpenPlan plan = OpenPlan.Of(request);
        if (plan.Dump is null)
        {
            return new NoTarget();
        }

        using WorkLimit.Scope limit = WorkLimit.Enter(request.IsOver);
        IByteSource? symbols = plan.Symbols is null ? null : Open(request, plan.Symbols);
        IByteSource? file = null;
        try
        {
            file = Open(request, plan.Dump);
            uint magic = plan.IsRaw ? 0 : Magic(file);
            if (!plan.MustBeKernel && IsCore(file, magic))
            {
                symbols?.Dispose();
                string path = Path.GetFullPath(Path.Combine(request.WorkingDirectory ?? "", plan.Dump));
                return magic == MinidumpException.Magic
                    ? MinidumpOpener.Open(file, plan.Dump, path, plan.Symbols, request)
                    : ElfCoreOpener.Open(file, plan.Dump, path, plan.Symbols, request);
            }

            if (magic == ImageLayout.Magic)
            {
                return plan.MustBeDump ? throw NoDump(file, plan.Dump) : new ElfTarget(file, plan.Dump);
            }

            bool isDump = plan.MustBeDump || magic == DumpHeader.ExpectedMagic || CompressedDump.IsDevice(file);
            return !plan.IsRaw && isDump
                ? OpenKernel(file, plan.Dump, symbols, plan.Symbols, request, Path.Combine(request.WorkingDirectory ?? "", plan.Dump))
                : new RawFileTarget(file, plan.Dump);
        }
        catch
        {
            file?.Dispose();
            symbols?.Dispose();
            throw;
        }
    }

    /// <summary>Which files <see cref="Open(OpenRequest)"/> would open, as they are shown; throws <see cref="DumpException"/> as it does where there are none.</summary>
    /// <returns>The dump, null where the request names nothing; and the symbol file beside it, null for none.</returns>
    public static (string? Dump, string? Symbols) FindFiles(OpenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        OpenPlan plan = OpenPlan.Of(request);
        return (plan.Dump, plan.Symbols);
    }

    /// <summary>Opens a dump over any bytes; the target owns them, unless opening throws.</summary>
    /// <param name="path">Of the file, where it is one: its index may be kept.</param>
    internal static KernelTarget OpenKernel(
        IByteSource file, string name, IByteSource? symbols = null, string? symbolsName = null, OpenRequest? request = null, string? path = null)
    {
        request ??= new OpenRequest();
        var problems = new ProblemLog();
        CompressedDump? compressed = CompressedDump.Find(file, name, problems.Report);
        DumpHeader header = compressed?.Header ?? DumpHeaderChecks.ReadChecked(file, name);
        ReadOnlyMemory<byte> embedded = KsymsImage.Read(file, header, name, out Problem none);
        ReadOnlyMemory<byte>? beside = symbols?.GetMemory(0, (int)Math.Min(symbols.Length, Limits.KsymsSize));
        if (symbols?.Length > Limits.KsymsSize)
        {
            problems.Report(new Problem("MDB115", $"{symbolsName}: {symbols.Length} bytes, of which {Limits.KsymsSize} are read"));
        }

        KernelImage image = KernelImage.Choose(embedded, none, name, beside, symbolsName ?? "", request.Force, problems.Report);
        if (!image.IsBeside)
        {
            symbols?.Dispose();
            symbols = null;
        }

        var settings = new VmdumpSettings
        {
            CacheBytes = request.CacheBytes ?? Limits.InflatedBytes,
            Progress = request.Progress,
            Kept = request.KeepIndex && path is not null && compressed is not null ? IndexFile.Of(path, request.IndexFolder, file, compressed) : null,
            KeptAfter = request.KeepIndexAfter,
        };
        return new KernelTarget(file, symbols, name, header, image.Sections, problems, !request.NoModuleSymbols, compressed, settings);
    }

    /// <summary>The first four bytes, by which files are told apart; 0 for a shorter one.</summary>
    private static uint Magic(IByteSource file)
    {
        Span<byte> magic = stackalloc byte[4];
        return file.Read(0, magic) == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(magic) : 0;
    }

    /// <summary>Whether a file is what is left of a process.</summary>
    private static bool IsCore(IByteSource file, uint magic)
    {
        Span<byte> type = stackalloc byte[2];
        return magic == MinidumpException.Magic
            || (magic == ImageLayout.Magic && file.Read(ElfHeader.TypeOffset, type) == 2 && BinaryPrimitives.ReadUInt16LittleEndian(type) == ElfHeader.Core);
    }

    private static DumpException NoDump(IByteSource file, string name) =>
        new(new Problem("MDB102", $"{name}: ELF {(IsCore(file, ImageLayout.Magic) ? "core " : "")}file, expected a kernel crash dump"));

    private static IByteSource Open(OpenRequest request, string name)
    {
        IByteSource file = FileOpener.Open(Path.Combine(request.WorkingDirectory ?? "", name), name, !request.NoMmap);
        return request.Over is { } over ? over(name, file) : file;
    }
}
