namespace DumpReader.Kernel.Memory;

/// <summary>Numbers from 0 on in another order.</summary>
internal static class Permutation
{
    /// <summary>Turns a table of where each comes from into one of where each goes to, or back; in place.</summary>
    public static void Invert(int[] table)
    {
        for (int i = 0; i < table.Length; i++)
        {
            if (table[i] < 0)
            {
                continue;
            }

            // A cycle at a time; what is done is negative.
            int before = i;
            for (int at = table[i]; at != i;)
            {
                int next = table[at];
                table[at] = ~before;
                before = at;
                at = next;
            }

            table[i] = ~before;
        }

        for (int i = 0; i < table.Length; i++)
        {
            table[i] = ~table[i];
        }
    }
}
