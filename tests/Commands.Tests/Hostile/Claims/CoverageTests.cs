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
        nameof(Limits.KeptIndexFolderBytes), nameof(Limits.KeptIndexFiles),
        nameof(Limits.SearchesBeforeIndex), nameof(Limits.CycleExact), nameof(Limits.ExpectedBuffers), nameof(Limits.CtfProblems),
        nameof(Limits.KeptFrameRules),
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
        [nameof(Limits.LzjbRatio)] = "DumpReader.Tests/Targets/KernelTargetTests.cs Symbol_image_that_claims_more_than_lzjb_can_hold_is_not_allocated",
        [nameof(Limits.ExpressionSteps)] = "DumpReader.Tests/Cpu/Unwinding/ClaimsOfFramesTests.cs An_expression_without_end_is_no_value",
        [nameof(Limits.MappedFiles)] = "DumpReader.Tests/Targets/HostileCoreTests.cs More_mapped_files_than_the_note_holds_are_none",
        [nameof(Limits.ListedTranslations)] = "DumpReader.Tests/Formats/ClaimsOfCompressedDumpsTests.cs More_translations_than_are_sorted_are_refused",
        [nameof(Limits.BlockSize)] = "DumpReader.Tests/Formats/ClaimsOfCompressedDumpsTests.cs A_block_larger_than_any_ends_the_data",
        [nameof(Limits.StreamBlocks)] = "DumpReader.Tests/Formats/ClaimsOfCompressedDumpsTests.cs Blocks_without_end_end",
        [nameof(Limits.RescuedBuckets)] = "DumpReader.Tests/Formats/TranslationMapTests.cs Where_more_buckets_are_damaged_than_are_looked_for_it_is_said",
        [nameof(Limits.ElfSections)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs More_sections_than_are_believed_are_left_out",
        [nameof(Limits.ElfSectionNames)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs Sizes_of_terabytes_are_left_out",
        [nameof(Limits.ElfStrings)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs Sizes_of_terabytes_are_left_out",
        [nameof(Limits.Symbols)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs Sizes_of_terabytes_are_left_out",
        [nameof(Limits.ElfSectionName)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs Names_without_end_are_cut",
        [nameof(Limits.SymbolName)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs Names_without_end_are_cut",
        [nameof(Limits.CoreNotes)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs Notes_that_many_segments_share_are_read_up_to_the_limit_of_all",
        [nameof(Limits.ProcessThreads)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs Threads_without_end_end",
        [nameof(Limits.PathBytes)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs A_path_without_end_is_cut",
        [nameof(Limits.MinidumpStreams)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs Of_streams_without_end_the_first_are_looked_at",
        [nameof(Limits.ObjectFileBytes)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs A_file_larger_than_any_program_is_not_opened",
        [nameof(Limits.Exports)] = "DumpReader.Tests/Targets/WindowsImageTests.cs Counts_beyond_belief_are_those_that_are_there",
        [nameof(Limits.WindowsFunctions)] = "DumpReader.Tests/Targets/WindowsImageTests.cs Counts_beyond_belief_are_those_that_are_there",
        [nameof(Limits.UnwindChain)] = "DumpReader.Tests/Cpu/Unwinding/WindowsFramesTests.cs Chains_without_end_lead_nowhere",
        [nameof(Limits.FrameEntryBytes)] = "DumpReader.Tests/Cpu/Unwinding/ClaimsOfFramesTests.cs An_entry_larger_than_any_is_passed_over",
        [nameof(Limits.CommonEntryBytes)] = "DumpReader.Tests/Cpu/Unwinding/ClaimsOfFramesTests.cs A_common_entry_larger_than_any_makes_none",
        [nameof(Limits.CommonEntries)] = "DumpReader.Tests/Cpu/Unwinding/ClaimsOfFramesTests.cs Common_entries_without_end_end",
        [nameof(Limits.FrameEntries)] = "DumpReader.Tests/Cpu/Unwinding/ClaimsOfFramesTests.cs Entries_without_end_end",
        [nameof(Limits.FrameBytes)] = "DumpReader.Tests/Cpu/Unwinding/ClaimsOfFramesTests.cs What_lies_behind_the_bytes_that_are_read_is_not_found",
        [nameof(Limits.FrameStates)] = "DumpReader.Tests/Cpu/Unwinding/ClaimsOfFramesTests.cs Rows_that_are_remembered_without_end_are_none",
        [nameof(Limits.ExpressionDepth)] = "DumpReader.Tests/Cpu/Unwinding/ClaimsOfFramesTests.cs A_stack_of_numbers_without_end_is_no_value",
        [nameof(Limits.CtfTypes)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs Types_beyond_their_numbers_are_not_read",
        [nameof(Limits.TypeDepth)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs Typedefs_of_typedefs_without_end_are_no_type",
        [nameof(Limits.ObjectBytes)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs Of_an_object_larger_than_is_copied_the_rest_is_read_where_it_lies",
        [nameof(Limits.NameValueBytes)] = "Commands.Tests/Dcmds/Kernel/StructureDamageTests.cs Values_without_end_end_at_the_limit",
        [nameof(Limits.NameValueDepth)] = "Commands.Tests/Dcmds/Kernel/StructureDamageTests.cs Lists_within_lists_end_at_the_limit",
        [nameof(Limits.ImageHeaders)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs An_image_of_more_headers_than_any_is_none",
        [nameof(Limits.BuildNotes)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs Notes_of_terabytes_have_the_build_id_of_their_beginning",
        [nameof(Limits.DynamicEntries)] = "DumpReader.Tests/Formats/ClaimsOfElfTests.cs A_dynamic_section_of_terabytes_is_read_in_part",
        [nameof(Limits.MangledName)] = "Commands.Tests/Dcmds/Core/DemanglerTests.cs Names_longer_or_deeper_than_any_are_left_as_they_are",
        [nameof(Limits.MangledDepth)] = "Commands.Tests/Dcmds/Core/DemanglerTests.cs Names_longer_or_deeper_than_any_are_left_as_they_are",
        [nameof(Limits.ArrayFaults)] = "Commands.Tests/Output/PrintFaultTests.cs Of_a_great_array_that_cannot_be_read_some_elements_are_reported",
        [nameof(Limits.ArrayDimensions)] = "Commands.Tests/Output/PrintFaultTests.cs Arrays_within_arrays_without_end_are_said_to_be",
        [nameof(Limits.StringBytes)] = "Commands.Tests/Dcmds/Kernel/DamagedDeviceTests.cs A_path_without_end_is_cut",
    };

    /// <summary>Why a limit has no case.</summary>
    private static readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal)
    {
        [nameof(Limits.MemoryElements)] = "The loops are those of ListElements, which has a case; this many elements take longer than a test may.",
        [nameof(Limits.Buffers)] = "So many buffers must be in the dump, each of its own address: 8 GiB of nothing but their places.",
        [nameof(Limits.NameCacheEntries)] = "An entry counts only if it points back to the one before, so each must be in the dump.",
        [nameof(Limits.Zios)] = "Each is a node whose lists of links must be sound, and in the dump.",
        [nameof(Limits.LostOwners)] = "Each must be a thread in the dump that waits for a lock of the next.",
        [nameof(Limits.InnerExceptions)] = "The heap of .NET is read by a library and a helper; a heap of so many exceptions is no few lines.",
        [nameof(Limits.ManagedFrames)] = "As InnerExceptions: the library is told the limit, and unwinds.",
    };

    [Fact]
    public void Every_limit_has_a_case_or_a_reason()
    {
        string[] limits = [.. typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name).Order(StringComparer.Ordinal)];
        string[] covered = [.. LimitTests.Limited.Select(row => row.Data), .. _caches, .. _elsewhere.Keys, .. _reasons.Keys];
        Assert.Equal(limits, covered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tests_that_limits_are_credited_to_are_there() => Assert.All(_elsewhere.Values, test =>
    {
        string[] parts = test.Split(' ');
        Assert.Contains($"public void {parts[1]}(", File.ReadAllText(Path.Combine(RepositoryPaths.Folder, "..", parts[0])), StringComparison.Ordinal);
    });
}
