using BenchmarkDotNet.Attributes;
using Commands.Pipeline;
using Conformance;
using DumpReader.Symbols;
using DumpReader.Targets;

namespace Bench;

/// <summary>
/// The parts of an answer, on a dump of 1,026 threads. Each stands beside a floor of the same run: reading the file, a copy of the same
/// bytes, a plain binary search.
/// </summary>
[MemoryDiagnoser]
public class DumpBenchmarks
{
    private const int Lookups = 1000;
    private ITarget _target = null!;
    private Session _session = null!;
    private OpenRequest _request = null!;
    private string _core = null!;
    private ulong[] _addresses = null!;
    private ulong[] _values = null!;
    private byte[] _page = null!;

    [GlobalSetup]
    public void Setup()
    {
        string folder = DumpCache.Folder("many");
        _core = Path.Combine(folder, "vmcore.0");
        _request = new OpenRequest { Operands = ["unix.0", "vmcore.0"], WorkingDirectory = folder };
        _target = DumpOpener.Open(_request);
        _session = new Session(_target, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions { Stock = true });
        _session.RunText("allthreads=K");
        Symbol[] symbols = [.. Enumerable.Range(1, Lookups).Select(i => _target.Symbols.Tables[0][i % _target.Symbols.Tables[0].Count])];
        _addresses = [.. symbols.Select(s => s.Value + 1)];
        _values = [.. _addresses.Order()];
        _page = new byte[4096];
    }

    [GlobalCleanup]
    public void Cleanup() => _target.Dispose();

    [Benchmark]
    public void Open() => DumpOpener.Open(_request).Dispose();

    [Benchmark]
    public long Open_floor_read_one_page_of_the_file()
    {
        using FileStream file = File.OpenRead(_core);
        return file.Read(_page);
    }

    [Benchmark(OperationsPerInvoke = Lookups)]
    public ulong Translate_and_read_a_word()
    {
        ulong sum = 0;
        foreach (ulong address in _addresses)
        {
            sum += _target.Memory.TryReadUInt64(address & ~7UL, out ulong word) ? word : 0;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Lookups)]
    public ulong Find_the_symbol_of_an_address()
    {
        ulong sum = 0;
        foreach (ulong address in _addresses)
        {
            sum += _target.Symbols.TryFind(address, 0, out Symbol symbol) ? symbol.Value : 0;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Lookups)]
    public int Find_floor_binary_search()
    {
        int sum = 0;
        foreach (ulong address in _addresses)
        {
            sum += Array.BinarySearch(_values, address);
        }

        return sum;
    }

    [Benchmark]
    public void Walk_and_print_one_member_of_1026_threads() => _session.RunText("::walk thread | ::print kthread_t t_ctx");

    [Benchmark]
    public void Walk_and_print_1026_threads() => _session.RunText("::walk thread | ::print kthread_t");

    [Benchmark]
    public void Statement() => _session.RunText("1+2=X");
}
