"""窗口和人员: windows, who serves there, moves with and without leave, attendance (KF-T2.1)."""
