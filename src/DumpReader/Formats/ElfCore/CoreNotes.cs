using System.Text;
using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;

namespace DumpReader.Formats.ElfCore;

/// <summary>
/// Reads the notes (PT_NOTE) of an ELF core of Linux for x86-64. A note is three 32-bit words (bytes of the name, bytes of the contents,
/// type), then both, each padded to four bytes. Structures as in sys/procfs.h and elf.h; what is damaged is said and left out.
/// </summary>
internal sealed class CoreNotes(string name, Action<Problem> report)
{
    private const uint PrStatus = 1;
    private const uint PrPsInfo = 3;
    private const uint Auxv = 6;
    private const uint File = 0x46494c45;
    private const uint SigInfo = 0x53494749;

    private const int StatusSize = 112 + (27 * 8); // up to the last register
    private const int PsInfoSize = 136;
    private const ulong AtEntry = 9;
    private const ulong AtSystemObject = 33; // AT_SYSINFO_EHDR

    /// <summary>Registers of <c>struct user_regs_struct</c>, in its order.</summary>
    private static readonly string[] RegisterNames =
    [
        "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx", "rdx", "rsi", "rdi", "orig_rax", "rip", "cs",
        "rflags", "rsp", "ss", "fsbase", "gsbase", "ds", "es", "fs", "gs",
    ];

    private readonly List<CoreThread> _threads = [];
    private readonly List<MappedPart> _files = [];
    private CoreFile _core = new();

    public CoreFile Read(ElfFile file)
    {
        ulong left = Limits.CoreNotes;
        foreach (ElfSegment segment in file.Segments.Where(s => s.Type == ElfSegment.Note))
        {
            // Of all segments together: many may have the same bytes.
            ReadOnlySpan<byte> notes = file.Bytes.GetMemory((long)segment.Offset, (int)Math.Min(segment.FileSize, left)).Span;
            left -= (ulong)notes.Length;
            if ((ulong)notes.Length < segment.FileSize)
            {
                report(new Problem("MDB151", $"{name}: {segment.FileSize} bytes of notes at offset {segment.Offset} expected, {notes.Length} are read"));
            }

            ReadAll(notes, (long)segment.Offset);
            if (left == 0)
            {
                report(new Problem("MDB151", $"{name}: {Limits.CoreNotes} bytes of notes are read; there may be more"));
                break;
            }
        }

        if (_threads.Count == Limits.ProcessThreads)
        {
            report(new Problem("MDB151", $"{name}: {Limits.ProcessThreads} threads are read; there may be more"));
        }

        _files.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        PutFailedFirst();
        int signal = _core.Signal != 0 ? _core.Signal : _threads.FirstOrDefault(t => t.Signal != 0)?.Signal ?? 0;
        return _core with { Threads = _threads, Files = _files, Signal = signal };
    }

    /// <summary>
    /// Linux writes the thread that took the signal first, and its signal with every thread; createdump writes the signal only with the
    /// thread that took it, wherever that stands.
    /// </summary>
    private void PutFailedFirst()
    {
        int failed = Math.Max(0, _threads.FindIndex(t => t.Signal != 0));
        for (int i = 0; i < _threads.Count; i++)
        {
            _threads[i] = i == failed ? _threads[i] : _threads[i] with { Signal = 0 };
        }

        if (failed > 0)
        {
            CoreThread first = _threads[failed];
            _threads.RemoveAt(failed);
            _threads.Insert(0, first);
        }
    }

    private void ReadAll(ReadOnlySpan<byte> notes, long start)
    {
        var cursor = new Cursor(notes);
        while (cursor.Remaining >= 12)
        {
            long at = start + cursor.Position;
            long nameSize = Padded(cursor.UInt32());
            uint size = cursor.UInt32();
            uint type = cursor.UInt32();
            if (nameSize + size > cursor.Remaining)
            {
                report(new Problem("MDB151", $"{name}: the note at offset {at} has {size} bytes, {Math.Max(0, cursor.Remaining - nameSize)} are left; what follows is lost"));
                return;
            }

            ReadOnlySpan<byte> owner = cursor.Take((int)nameSize);
            ReadOnlySpan<byte> contents = cursor.Take((int)size);
            cursor.Skip((int)Math.Min(Padded(size) - size, cursor.Remaining));
            if (owner.StartsWith("CORE"u8))
            {
                Read(type, contents, at);
            }
        }
    }

    private void Read(uint type, ReadOnlySpan<byte> contents, long at)
    {
        switch (type)
        {
            case PrStatus when contents.Length >= StatusSize && _threads.Count < Limits.ProcessThreads:
                ReadThread(contents);
                break;
            case PrPsInfo when contents.Length >= PsInfoSize:
                var info = new Cursor(contents[24..]);
                _core = _core with { ProcessId = info.Int32() };            // pr_pid
                info.Skip(12);                                              // pr_ppid, pr_pgrp, pr_sid
                _core = _core with { Program = info.Text(16) };             // pr_fname
                _core = _core with { Arguments = info.Text(80).TrimEnd() }; // pr_psargs
                break;
            case SigInfo when contents.Length >= 24:
                var signal = new Cursor(contents);
                int number = signal.Int32(); // si_signo
                signal.Skip(12);             // si_errno, si_code, padding
                _core = _core with { Signal = number, FaultAddress = number is 4 or 5 or 7 or 8 or 11 ? signal.UInt64() : null }; // si_addr
                break;
            case Auxv when _core.Entry == 0:
                var vector = new Cursor(contents);
                while (vector.Remaining >= 16)
                {
                    ulong key = vector.UInt64();
                    ulong value = vector.UInt64();
                    _core = key == AtEntry ? _core with { Entry = value } : key == AtSystemObject ? _core with { SystemObject = value } : _core;
                }

                break;
            case File:
                ReadFiles(contents, at);
                break;
            default:
                break;
        }
    }

    private void ReadThread(ReadOnlySpan<byte> status)
    {
        var cursor = new Cursor(status);
        cursor.Skip(12);                // pr_info
        int signal = cursor.UInt16();   // pr_cursig
        cursor.Skip(18);                // pr_sigpend, pr_sighold
        uint id = cursor.UInt32();      // pr_pid
        cursor.Skip(76);                // pr_ppid to pr_cstime
        var registers = new Dictionary<string, ulong>(RegisterNames.Length, StringComparer.Ordinal);
        foreach (string register in RegisterNames)
        {
            registers[register] = cursor.UInt64(); // pr_reg
        }

        _threads.Add(new CoreThread(id, signal, registers));
    }

    /// <summary>Counts and the size of a page, then start, end and page offset of each, then the paths.</summary>
    private void ReadFiles(ReadOnlySpan<byte> contents, long at)
    {
        var cursor = new Cursor(contents);
        ulong count = contents.Length >= 16 ? cursor.UInt64() : ulong.MaxValue;
        ulong pageSize = contents.Length >= 16 ? cursor.UInt64() : 0;
        if (count > Limits.MappedFiles - (ulong)_files.Count || count * 24 > (ulong)cursor.Remaining)
        {
            report(new Problem("MDB151", $"{name}: the note at offset {at} lists {count} mapped files, more than its {contents.Length} bytes hold or than {Limits.MappedFiles} in all; it is left out"));
            return;
        }

        ReadOnlySpan<byte> places = cursor.Take((int)count * 24);
        ReadOnlySpan<byte> paths = cursor.Take(cursor.Remaining);
        for (int i = 0; i < (int)count; i++)
        {
            int end = paths.IndexOf((byte)0);
            if (end < 0)
            {
                report(new Problem("MDB151", $"{name}: the note at offset {at} has paths for {i} of {count} mapped files"));
                return;
            }

            if (end > Limits.PathBytes)
            {
                report(new Problem("MDB151", $"{name}: the note at offset {at} has a path of {end} bytes, of which {Limits.PathBytes} are read"));
            }

            var place = new Cursor(places.Slice(i * 24, 24));
            _files.Add(new MappedPart(
                Encoding.UTF8.GetString(paths[..Math.Min(end, Limits.PathBytes)]), place.UInt64(), place.UInt64(), unchecked(place.UInt64() * pageSize)));
            paths = paths[(end + 1)..];
        }
    }

    private static long Padded(uint size) => ((long)size + 3) & ~3L;
}
