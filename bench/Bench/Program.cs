using Bench;
using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Bench -- whole PATH/mdb FOLDER     whole-process figures
// dotnet run -c Release --project bench/Bench -- --filter '*'              the parts, by BenchmarkDotNet
if (args is ["whole", string program, string folder])
{
    return WholeProcess.Run(program, folder);
}

BenchmarkSwitcher.FromAssembly(typeof(WholeProcess).Assembly).Run(args);
return 0;
