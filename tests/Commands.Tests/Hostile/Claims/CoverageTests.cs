using System.Reflection;
using Conformance;
using DumpReader.Bytes;

namespace Commands.Tests.Hostile.Claims;

/// <summary>No limit is without a case, or a reason for having none.</summary>
public class CoverageTests
{
    /// <summary>Sizes of caches and the like: no file can influence what an answer says through them.</summary>
    private static readonly string[] _caches =
    [
        nameof(Limits.InflatedBytes), nameof(Limits.InflatedBytesPerThread), nameof(Limits.KeptIndexBytes), nameof(Limits.KeptIndexAfter),
        nameof(Limits.SearchesBeforeIndex), nameof(Limits.CycleExact), nameof(Limits.ExpectedBuffers), nameof(Limits.CtfProblems),
    ];

    /// <summary>Limits whose bad value is made by a test of the code that they are in: its file, and its method.</summary>
    private static readonly Dictionary<string, string> _elsewhere = new(StringComparer.Ordinal)
    {
        [nameof(Limits.CtfName)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs A_name_without_an_end_is_cut",
        [nameof(Limits.CtfBytes)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs Offsets_that_cannot_be_are_corruption",
        [nameof(Limits.DeflateRatio)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs A_container_that_claims_more_than_deflate_can_hold_is_not_allocated",
        [nameof(Limits.NameValuePairs)] = "Commands.Tests/Dcmds/Kernel/StructureDamageTests.cs Lists_that_multiply_from_level_to_level_end_at_the_limit",
        [nameof(Limits.SlabChunks)] = "Commands.Tests/Dcmds/Memory/KmemDamageTests.cs Damage_is_named_and_the_answer_marked_partial",
        [nameof(Limits.Cpus)] = "Commands.Tests/Dcmds/Memory/KmemDamageTests.cs Damage_is_named_and_the_answer_marked_partial",
        [nameof(Limits.SoftStates)] = "Commands.Tests/Dcmds/Kernel/DamagedDeviceTests.cs What_never_ends_ends_and_says_so",
        [nameof(Limits.OpenFiles)] = "Commands.Tests/Dcmds/Kernel/DamagedDeviceTests.cs What_never_ends_ends_and_says_so",
        [nameof(Limits.PropertyBytes)] = "Commands.Tests/Dcmds/Kernel/DamagedDeviceTests.cs What_never_ends_ends_and_says_so",
        [nameof(Limits.StringBytes)] = "Commands.Tests/Dcmds/Kernel/DamagedDeviceTests.cs A_path_without_end_is_cut",
    };

    /// <summary>Limits that so far the damage suite and fuzzing alone try. The list may only become shorter.</summary>
    private static readonly string[] _without =
    [
        "BlockSize", "Buffers", "CommonEntries", "CommonEntryBytes", "ConnectionChains", "ContextOps", "CoreNotes", "CtfTypes",
        "DeviceNodes", "ElfSectionName", "ElfSectionNames", "ElfSections", "ElfStrings", "Exports", "ExpressionDepth", "ExpressionSteps",
        "FrameBytes", "FrameEntries", "FrameEntryBytes", "FrameStates", "Frames", "HashChain", "IndexedPages", "ListedTranslations",
        "LiteCallers", "LogChunk", "LogChunks", "LostOwners", "LzjbRatio", "MagazineRounds", "MappedFiles", "MemoryElements",
        "MemorySegments", "MinidumpStreams", "ModuleCtf", "ModuleName", "ModuleSymbols", "Modules", "MostCodeStepped", "NameCacheEntries",
        "NameValueBytes", "NameValueDepth", "NeighbourChains", "ObjectBytes", "ObjectFileBytes", "PathBytes", "PathComponents",
        "ProcessThreads", "RescuedBuckets", "StreamBlocks", "SymbolName", "Symbols", "TypeDepth", "WindowsFunctions", "ZfsChains", "Zios",
    ];

    [Fact]
    public void Every_limit_has_a_case_or_a_reason()
    {
        string[] limits = [.. typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name).Order(StringComparer.Ordinal)];
        string[] covered = [.. LimitTests.Limited.Select(row => row.Data), .. _caches, .. _elsewhere.Keys, .. _without];
        Assert.Equal(limits, covered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tests_that_limits_are_credited_to_are_there() => Assert.All(_elsewhere.Values, test =>
    {
        string[] parts = test.Split(' ');
        Assert.Contains($"public void {parts[1]}(", File.ReadAllText(Path.Combine(RepositoryPaths.Folder, "..", parts[0])), StringComparison.Ordinal);
    });
}
