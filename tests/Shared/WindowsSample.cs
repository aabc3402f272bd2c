using System.Buffers.Binary;
using System.Text;

namespace Shared;

/// <summary>
/// A small image of Windows made by hand, byte for byte the same in a file as in memory: headers, code at 0x1000, functions (<c>.pdata</c>) at
/// 0x2000, how they are left at 0x3000, exports at 0x4000.
/// </summary>
internal sealed class WindowsSample
{
    public const int Size = 0x5000;
    public const int Directory = 0x2000;
    public const int DirectorySizeField = 0x98 + 140;

    private readonly byte[] _bytes = new byte[Size];
    private int _functions;
    private int _exports;

    public WindowsSample(uint stamp = 0)
    {
        Put(0, "MZ"u8);
        Put32(0x3c, 0x80);
        Put(0x80, "PE\0\0"u8);
        Put16(0x84, 0x8664);
        Put16(0x86, 4);                 // NumberOfSections
        Put32(0x88, stamp);
        Put16(0x94, 240);               // SizeOfOptionalHeader
        Put16(0x98, 0x20b);
        Put32(0x98 + 56, Size);         // SizeOfImage
        Put32(0x98 + 112, 0x4000);      // exports
        Put32(0x98 + 116, 0x1000);
        Put32(0x98 + 136, Directory);   // exceptions
        for (uint i = 1; i < 5; i++)
        {
            int header = 0x188 + (40 * (int)(i - 1));
            Put32(header + 8, 0x1000);
            Put32(header + 12, i * 0x1000);
            Put32(header + 16, 0x1000);
            Put32(header + 20, i * 0x1000);
            Put32(header + 36, i == 1 ? 0x60000020u : 0x40000040u);
        }

        Put32(0x401c, 0x4100);
        Put32(0x4020, 0x4200);
        Put32(0x4024, 0x4300);
    }

    public byte[] Bytes => _bytes;

    public WindowsSample Put(int at, params ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(at));
        return this;
    }

    public WindowsSample Put32(int at, uint value) => Put(at, BitConverter.GetBytes(value));

    /// <summary>Adds a <c>RUNTIME_FUNCTION</c> behind the last.</summary>
    public WindowsSample Function(uint begin, uint end, uint info)
    {
        Entry(Directory + (12 * _functions++), begin, end, info);
        return Put32(DirectorySizeField, (uint)_functions * 12);
    }

    /// <summary>Writes a <c>RUNTIME_FUNCTION</c> anywhere.</summary>
    public WindowsSample Entry(int at, uint begin, uint end, uint info) => Put32(at, begin).Put32(at + 4, end).Put32(at + 8, info);

    public WindowsSample Export(string name, uint place)
    {
        int i = _exports++;
        Put32(0x4014, (uint)_exports); // NumberOfFunctions
        Put32(0x4018, (uint)_exports); // NumberOfNames
        Put32(0x4100 + (i * 4), place);
        Put32(0x4200 + (i * 4), (uint)(0x4400 + (i * 32)));
        Put16(0x4300 + (i * 2), (ushort)i);
        return Put(0x4400 + (i * 32), Encoding.ASCII.GetBytes(name));
    }

    private void Put16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(at), value);
}
