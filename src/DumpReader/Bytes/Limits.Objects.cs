namespace DumpReader.Bytes;

// What programs and libraries, their symbols, types and call frame information, and the cores of processes state.
internal static partial class Limits
{
    /// <summary>Entries of one ELF symbol table.</summary>
    public const int Symbols = 1 << 24;

    /// <summary>Bytes of one symbol's name; longer ones are cut.</summary>
    public const int SymbolName = 4096;

    /// <summary>e_shnum, e_phnum: sections or segments of one ELF file; an object with a section a function has tens of thousands.</summary>
    public const int ElfSections = 1 << 20;

    /// <summary>Bytes of the names of all sections of one ELF file.</summary>
    public const int ElfSectionNames = 64 << 20;

    /// <summary>Bytes of one section's name; longer ones are cut.</summary>
    public const int ElfSectionName = 1024;

    /// <summary>Bytes of the string table of one ELF file.</summary>
    public const int ElfStrings = 1 << 30;

    /// <summary>Bytes of one CTF container, expanded. Real ones stay under 4 MiB; 15-bit ids end all growth far below this.</summary>
    public const uint CtfBytes = 64 << 20;

    /// <summary>Deflate cannot expand more than this, so a container that claims more is not allocated.</summary>
    public const uint DeflateRatio = 1032;

    /// <summary>Types of one container: ids are 15 bits, and 0 is none.</summary>
    public const int CtfTypes = 0x7fff;

    /// <summary>Bytes of a name in a CTF container; longer ones are cut.</summary>
    public const uint CtfName = 4096;

    /// <summary>Problems kept for one container; the first tell the story.</summary>
    public const int CtfProblems = 32;

    /// <summary>Structures, unions and arrays within one another that a search for a member goes through.</summary>
    public const int TypeNesting = 64;

    /// <summary>Levels of types within one another (typedefs, arrays, pointers), however they are nested or lead in a circle.</summary>
    public const int TypeDepth = 256;

    /// <summary>Bytes of the notes of an ELF core; a process of ten thousand threads has about 20 MB.</summary>
    public const ulong CoreNotes = 512UL << 20;

    /// <summary>Threads of one process; the largest known have some ten thousand.</summary>
    public const int ProcessThreads = 1 << 17;

    /// <summary>Mappings of files in one process; Linux allows 65,530 by default.</summary>
    public const ulong MappedFiles = 1 << 20;

    /// <summary>e_phnum of a program or library in the memory of a process; real ones have about 13.</summary>
    public const int ImageHeaders = 1024;

    /// <summary>Entries of the dynamic section of a program or library in memory; real ones have about 30.</summary>
    public const int DynamicEntries = 4096;

    /// <summary>Bytes of the notes of a program or library that its build id is looked for in; real ones have about 100.</summary>
    public const int BuildNotes = 65_536;

    /// <summary>Frames that one walk over a stack keeps the rule of: recursion meets the same ones.</summary>
    public const int KeptFrameRules = 4096;

    /// <summary>Exceptions of .NET within one another.</summary>
    public const int InnerExceptions = 64;

    /// <summary>Frames of one stack of .NET.</summary>
    public const int ManagedFrames = 1 << 17;

    /// <summary>Characters of a mangled name of C++ that is made readable.</summary>
    public const int MangledName = 4096;

    /// <summary>Types and names within one another in a mangled name of C++.</summary>
    public const int MangledDepth = 64;

    /// <summary>Arrays within one another that are printed; compilers allow 12 at least, and programs have under five.</summary>
    public const int ArrayDimensions = 32;

    /// <summary>Messages about elements of one array that cannot be read: a damaged count would give millions.</summary>
    public const int ArrayFaults = 1024;

    /// <summary>Streams of one minidump; real ones have about 20.</summary>
    public const uint MinidumpStreams = 1024;

    /// <summary>Bytes of one entry of call frame information; that of a function of a megabyte has some tens of KiB.</summary>
    public const int FrameEntryBytes = 1 << 18;

    /// <summary>Bytes of what entries of call frame information have in common; real ones have about 20.</summary>
    public const int CommonEntryBytes = 4096;

    /// <summary>Kinds of entries of call frame information of one object: compilers make a few for each file that is linked.</summary>
    public const int CommonEntries = 1 << 17;

    /// <summary>Entries of call frame information of one object that are read where it has no table of them; a browser has about 500,000.</summary>
    public const int FrameEntries = 1 << 21;

    /// <summary>Bytes of call frame information of one object that are read where it has no table of its entries.</summary>
    public const ulong FrameBytes = 256UL << 20;

    /// <summary>Rows that the call frame information of one function remembers; compilers nest two or three.</summary>
    public const int FrameStates = 256;

    /// <summary>Numbers on the stack of one expression of call frame information; real ones need four.</summary>
    public const int ExpressionDepth = 64;

    /// <summary>Operations of one expression of call frame information, as it jumps back; real ones have about ten.</summary>
    public const int ExpressionSteps = 4096;

    /// <summary>Bytes of a program or library that a dump names; with debug information some have several GB.</summary>
    public const long ObjectFileBytes = 64L << 30;

    /// <summary>Functions that a library of Windows exports: ordinals are 16 bits. A name has <see cref="SymbolName"/> bytes at most, so this bounds the names, too.</summary>
    public const uint Exports = 65_536;

    /// <summary>Entries of the exception directory of a program of Windows; a browser has about 500,000.</summary>
    public const uint WindowsFunctions = 1 << 22;

    /// <summary>Parts of one function of Windows that lead from one to the next, or entries that stand for others; linkers make two or three.</summary>
    public const int UnwindChain = 32;
}
