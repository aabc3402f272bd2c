using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Formats.IllumosCrash.Expansion;
using DumpReader.Problems;

namespace DumpReader.Targets;

/// <summary>
/// Expands a compressed dump into the pair of files that savecore makes of it, the same in content and length. Both get their names only
/// when they are whole, the symbols first.
/// </summary>
public static class DumpExtractor
{
    /// <summary>
    /// Throws <see cref="DumpException"/> with one line where the dump cannot be expanded or the files cannot be written, and
    /// <see cref="OperationCanceledException"/> where it is called off; neither leaves a file behind.
    /// </summary>
    public static Extracted Extract(ExtractRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var problems = new ProblemLog();
        using IByteSource source = FileOpener.Open(request.Dump, request.Dump, !request.NoMmap);
        CompressedDump dump = Find(source, request.Dump, problems);
        TailCheck.ReportIncomplete(dump.Header, request.Dump, problems.Report);
        string folder = request.OutputFolder ?? Path.GetDirectoryName(Path.GetFullPath(request.Dump))!;
        string number = Number(request.Dump, folder);
        string unix = Path.Combine(folder, "unix." + number);
        string vmcore = Path.Combine(folder, "vmcore." + number);
        ReadOnlyMemory<byte> symbols = Symbols(source, dump.Header, request.Dump);
        int threads = request.Threads > 0 ? request.Threads : Environment.ProcessorCount;
        long memory = request.CacheBytes ?? Math.Max(Limits.InflatedBytes, (long)threads * Limits.InflatedBytesPerThread);
        var writer = new VmcoreWriter(source, dump, request.Dump, problems.Report, memory);
        if (!request.Force)
        {
            CheckNew(unix, symbols);
            CheckNew(vmcore, default);
            CheckSpace(folder, symbols.Length + writer.Layout.End);
        }

        using var unixFile = new UnfinishedFile(unix);
        using var vmcoreFile = new UnfinishedFile(vmcore);
        long lost;
        try
        {
            var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads };
            RandomAccess.Write(unixFile.Handle, symbols.Span, 0);
            lost = writer.Write(vmcoreFile.Handle, request.Progress, options);
        }
        catch (IOException e)
        {
            throw UnfinishedFile.Failed("write", vmcore, e);
        }
        catch (AggregateException e) when (e.InnerException is IOException inner)
        {
            throw UnfinishedFile.Failed("write", vmcore, inner);
        }

        if (lost > 0 && !request.Force)
        {
            throw new DumpException(new Problem("MDB141",
                $"{request.Dump}: {lost} of {dump.Header.PageCount} pages are damaged or missing, and would be zero in {vmcore}; --force writes it ({problems.All[^1].Message})"));
        }

        cancellation.ThrowIfCancellationRequested();
        request.Progress.Begin("bringing to disk", 0);
        unixFile.Finish();
        vmcoreFile.Finish();
        return new Extracted(unix, vmcore, dump.Header.PageCount, lost, problems.All);
    }

    /// <summary>The messages saved on a dump device. Throws <see cref="DumpException"/> where the file is no image of one.</summary>
    public static IReadOnlyList<SavedMessage> Messages(ExtractRequest request, out IReadOnlyList<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(request);
        var log = new ProblemLog();
        using IByteSource source = FileOpener.Open(request.Dump, request.Dump, !request.NoMmap);
        CompressedDump dump = Find(source, request.Dump, log);
        if (dump.Header.Start == 0)
        {
            throw new DumpException(new Problem("MDB142",
                $"{request.Dump}: a vmdump has no message area; savecore leaves it on the dump device (::msgbuf shows what is in memory)"));
        }

        IReadOnlyList<SavedMessage> messages = MessageArea.Read(source, CompressedDump.LastBlock(source), request.Dump, log.Report);
        problems = log.All;
        return [.. messages.Select(m => m with { Text = m.Text.ToArray() })];
    }

    private static CompressedDump Find(IByteSource source, string name, ProblemLog problems) =>
        CompressedDump.Find(source, name, problems.Report)
        ?? throw new DumpException(new Problem("MDB143", $"{name}: not a compressed dump: neither a vmdump nor the image of a dump device"));

    private static ReadOnlyMemory<byte> Symbols(IByteSource source, DumpHeader header, string name)
    {
        ReadOnlyMemory<byte> image = KsymsImage.Read(source, header, name, out Problem none);
        return image.Length > 0 ? image : throw new DumpException(none);
    }

    /// <summary>N of <c>vmdump.N</c>; for another name the first number that is not taken, as savecore counts.</summary>
    private static string Number(string dump, string folder)
    {
        string ending = Path.GetExtension(dump).TrimStart('.');
        if (ending.Length is > 0 and <= 9 && ending.All(char.IsAsciiDigit))
        {
            return ending;
        }

        int free = 0;
        while (File.Exists(Path.Combine(folder, $"unix.{free}")) || File.Exists(Path.Combine(folder, $"vmcore.{free}")))
        {
            free++;
        }

        return free.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void CheckNew(string path, ReadOnlyMemory<byte> same)
    {
        if (File.Exists(path) && !IsSame(path, same.Span))
        {
            throw new DumpException(new Problem("MDB144", $"{path} exists; --force replaces it"));
        }
    }

    private static bool IsSame(string path, ReadOnlySpan<byte> contents)
    {
        try
        {
            return contents.Length > 0 && new FileInfo(path).Length == contents.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(contents);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // what cannot be read is not taken for the same
        }
    }

    private static void CheckSpace(string folder, long needed)
    {
        long free;
        try
        {
            free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return; // the file system does not say
        }

        if (free < needed)
        {
            throw new DumpException(new Problem("MDB145",
                $"{folder}: {free >> 20} MiB free, up to {(needed + (1 << 20) - 1) >> 20} MiB needed; --force tries all the same"));
        }
    }
}
