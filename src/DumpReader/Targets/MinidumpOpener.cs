using DumpReader.Bytes;
using DumpReader.Formats.Minidump;
using DumpReader.Managed;
using DumpReader.Problems;
using DumpReader.Spaces;
using Microsoft.Diagnostics.Runtime;
using Microsoft.Diagnostics.Runtime.DataReaders.Implementation;

namespace DumpReader.Targets;

/// <summary>Opens a Windows minidump of x86-64 through ClrMD.</summary>
internal static class MinidumpOpener
{
    /// <param name="file">Owned by the target, unless this throws.</param>
    /// <param name="name">As given, for messages.</param>
    /// <param name="path">Where the file is.</param>
    /// <param name="program">Where to find the program, if a person said so.</param>
    public static CoreTarget Open(IByteSource file, string name, string path, string? program, OpenRequest request)
    {
        var problems = new ProblemLog();
        DataTarget data = ClrDumps.TryLoad(path, name, problems.Report)
            ?? throw new DumpException(new Problem("MDB154", $"{name}: a minidump that cannot be read"));
        try
        {
            if (data.DataReader.Architecture != System.Runtime.InteropServices.Architecture.X64)
            {
                throw new DumpException(new Problem("MDB154", $"{name}: a minidump of {data.DataReader.Architecture}, expected X64"));
            }

            MinidumpException? exception = MinidumpException.Find(file, new LimitLog(name, problems.Report));
            (ProcessObject Object, uint TimeStamp)[] modules = Modules(data, name, problems.Report);
            ProcessObject[] objects = [.. modules.Select(m => m.Object)];
            var memory = new ReaderSpace(data.DataReader, null);
            var process = new ProcessSummary
            {
                Path = name,
                Format = "minidump",
                Program = objects.Length > 0 ? objects[0].Path : "",
                ProcessId = data.DataReader.ProcessId,
                ExceptionCode = exception?.Code ?? 0,
                FaultAddress = exception?.Address,
                Threads = Threads(data, exception, name, problems.Report),
                Objects = objects,
                Mappings = Mappings(data, objects, name, problems.Report),
            };
            return new CoreTarget(
                file, data, new ManagedProcess(data, path, request.Dac, request.Helper), process, memory,
                [
                    .. modules.Select((m, i) => (
                        m.Object, (ProcessImage)new WindowsImage(m.Object, m.TimeStamp, i == 0 ? program : null, memory, problems.Report))),
                ],
                problems);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>The program is the first module of a minidump.</summary>
    private static (ProcessObject Object, uint TimeStamp)[] Modules(DataTarget data, string name, Action<Problem> report) =>
        Try(name, "modules", report, () => data.EnumerateModules()
            .Select(m => (Object: new ProcessObject(m.FileName ?? "", m.ImageBase, (ulong)Math.Max(0, m.ImageSize), m.Version.ToString()), TimeStamp: (uint)m.IndexTimeStamp))
            .OrderBy(m => m.Object.Name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(m => m.Object.Base).ToArray()) ?? [];

    private static ProcessThread[] Threads(DataTarget data, MinidumpException? exception, string name, Action<Problem> report) =>
        data.DataReader is not IThreadReader reader ? [] : Try(name, "threads", report, () => reader.EnumerateOSThreadIds()
            .TakeWhile((_, i) => IsBelieved(i, name, report))
            .Select(id => new ProcessThread(id, 0, Registers(data.DataReader, id, exception?.ThreadId == id ? exception.Context : null)))
            .OrderBy(t => t.Id == exception?.ThreadId ? 0 : 1).ToArray()) ?? [];

    private static bool IsBelieved(int threads, string name, Action<Problem> report)
    {
        if (threads == Limits.ProcessThreads)
        {
            report(new Problem("MDB151", $"{name}: {Limits.ProcessThreads} threads are read; there may be more"));
        }

        return threads < Limits.ProcessThreads;
    }

    private static ProcessMapping[] Mappings(DataTarget data, ProcessObject[] objects, string name, Action<Problem> report) =>
        data.DataReader is not IMemoryRegionReader reader ? [] : Try(name, "memory ranges", report, () => reader.EnumerateMemoryRegions()
            .Select(r => new ProcessMapping(
                r.BaseAddress, r.Size, "", objects.FirstOrDefault(o => o.Contains(r.BaseAddress))?.Path ?? ""))
            .OrderBy(m => m.Base).ToArray()) ?? [];

    private static Dictionary<string, ulong> Registers(IDataReader reader, uint thread, byte[]? atException)
    {
        byte[] context = atException ?? new byte[WindowsContext.Size];
        return atException is not null || reader.GetThreadContext(thread, uint.MaxValue, context) ? WindowsContext.Registers(context) : [];
    }

    /// <summary>ClrMD throws where a stream is damaged; the others still count.</summary>
    private static T? Try<T>(string name, string what, Action<Problem> report, Func<T> ask) where T : class
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (e is not OutOfMemoryException { InnerException: null })
        {
            report(new Problem("MDB150", $"{name}: the {what} cannot be read"));
            return null;
        }
    }
}
