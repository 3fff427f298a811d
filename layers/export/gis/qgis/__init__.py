"""What QGIS opens already styled: GeoPackage, project, QML, SLD."""
