using System.Runtime.InteropServices;
using DumpReader.Problems;
using Microsoft.Diagnostics.Runtime;

namespace DumpReader.Managed;

/// <summary>
/// .NET in a process that left a core or minidump. What is on its heap only the debugging library of that very runtime knows (the DAC,
/// <c>libmscordaccore.so</c> or <c>mscordaccore.dll</c>): it is loaded when first asked for, from beside the runtime or from where a person
/// says. Not safe for concurrent use.
/// </summary>
public sealed class ManagedProcess : IDisposable
{
    private readonly DataTarget _data;
    private readonly string? _dac;
    private ClrInfo? _info;
    private ClrRuntime? _runtime;
    private Problem? _missing;

    /// <param name="data">Not owned.</param>
    /// <param name="dump">Where the core or minidump is.</param>
    /// <param name="dac">Where to find the debugging library, or the folder that it is in; null to look beside the runtime.</param>
    /// <param name="helper">The program that does in a process of its own what may end it; null for none.</param>
    internal ManagedProcess(DataTarget data, string dump, string? dac, string? helper)
    {
        _data = data;
        _dac = dac;
        Dump = dump;
        Helper = helper;
    }

    /// <summary>Where the core or minidump is.</summary>
    public string Dump { get; }

    /// <summary>The program that does in a process of its own what may end it (<see cref="HelperProcess"/>); null for none.</summary>
    public string? Helper { get; }

    /// <summary>The debugging library that is used; empty before the runtime is opened.</summary>
    public string DebuggingLibrary { get; private set; } = "";

    /// <summary>Version of the runtime, by its own word or, where it is not in the dump, by the folder that it was installed in.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The runtime; null where there is none or it cannot be opened, for a reason in one line.</summary>
    public ClrRuntime? Open(out Problem reason)
    {
        if (_runtime is null && _missing is null)
        {
            _missing = TryOpen();
        }

        reason = _missing ?? default;
        return _runtime;
    }

    public void Dispose() => _runtime?.Dispose();

    private Problem? TryOpen()
    {
        try
        {
            _info = _data.ClrVersions.FirstOrDefault();
        }
        catch (Exception e) when (e is not OutOfMemoryException { InnerException: null })
        {
            return new Problem("MDB160", "the runtimes in the dump cannot be listed: it lacks what names them");
        }

        if (_info is null)
        {
            return new Problem("MDB160", "no .NET runtime in this process");
        }

        string runtime = _info.ModuleInfo.FileName ?? "";
        Version = _info.Version.Major != 0 ? _info.Version.ToString() : FolderVersion(runtime);
        string name = LibraryName();
        string beside = System.IO.Path.Combine(runtime[..(runtime.LastIndexOfAny(['/', '\\']) + 1)], name);
        string library = _dac is null ? beside : Directory.Exists(_dac) ? System.IO.Path.Combine(_dac, name) : _dac;
        if (!File.Exists(library) || new FileInfo(library).Length == 0) // a pipe would be waited for
        {
            return new Problem("MDB161", $"{name} of .NET {Version} is needed, and is not at {library}; name it by --dac");
        }

        if (_dac is null && IsOpenToAll(library))
        {
            return new Problem("MDB162", $"{library} can be changed by anybody, so it is not loaded because a dump names it; name it by --dac");
        }

        return Load(library);
    }

    private Problem? Load(string library)
    {
        try
        {
            // The version of the library is not in a core of Linux, so that ClrMD would find a mismatch.
            _runtime = _info!.CreateRuntime(library, ignoreMismatch: true);
            DebuggingLibrary = library;
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException { InnerException: null })
        {
            return new Problem("MDB163", $"{library} does not open the runtime in the dump: it may be of another build than .NET {Version}");
        }
    }

    private string LibraryName()
    {
        foreach (DebugLibraryInfo library in _info!.DebuggingLibraries)
        {
            if (library.Kind == DebugLibraryKind.Dac && library.FileName is { } file)
            {
                return System.IO.Path.GetFileName(file);
            }
        }

        return _data.DataReader.TargetPlatform == OSPlatform.Windows ? "mscordaccore.dll" : "libmscordaccore.so";
    }

    /// <summary>Runtimes lie in a folder named by their version.</summary>
    private static string FolderVersion(string runtime)
    {
        string[] parts = runtime.Split('/', '\\');
        return parts.Length > 1 && parts[^2].Length > 0 && char.IsAsciiDigit(parts[^2][0]) ? parts[^2] : "unknown version";
    }

    /// <summary>A dump must not choose code that anybody may have put somewhere.</summary>
    private static bool IsOpenToAll(string library)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        string folder = System.IO.Path.GetDirectoryName(library)!;
        return ((File.GetUnixFileMode(library) | new DirectoryInfo(folder).UnixFileMode) & UnixFileMode.OtherWrite) != 0;
    }
}
